import { type DayState, decideCompletion, prepareDays, toShards } from './day-state';

const day = (name: string, state: DayState, hasPanel = true) => ({ day: name, state, hasPanel });

describe('prepareDays', () => {
  it('is ready when every open day has its panel; days that take no rows need none', () => {
    expect(prepareDays([day('2026-06-08', 'OPEN'), day('2026-06-07', 'CLOSED', false)])).toEqual({
      kind: 'ready',
      open: ['2026-06-08'],
      takesNoRows: ['2026-06-07'],
    });
  });

  it('waits for the panels of open days', () => {
    expect(prepareDays([day('2026-06-08', 'OPEN', false), day('2026-06-09', 'OPEN')])).toEqual({
      kind: 'waiting',
      withoutPanel: ['2026-06-08'],
    });
  });
});

describe('decideCompletion', () => {
  it.each([
    ['OPEN', true, false, 'complete'],
    ['OPEN', true, true, 'batches-running'],
    ['OPEN', false, false, 'no-panel'],
    ['COMPLETED', true, true, 'already'],
    ['CLOSED', false, false, 'already'],
    ['EXPIRED', false, false, 'already'],
  ] as const)('%s, panel %s, held %s: %s', (state, hasPanel, held, decision) => {
    expect(decideCompletion({ ...day('2026-06-08', state, hasPanel), held })).toBe(decision);
  });

  it('knows no day that nothing came of', () => {
    expect(decideCompletion(undefined)).toBe('unknown');
  });
});

it.each([
  [0, 1],
  [5_000_000, 1],
  [5_000_001, 2],
  [4_000_000_000, 64],
])('%d rows a day are cut into %d shards', (rows, shards) => expect(toShards(rows)).toBe(shards));
