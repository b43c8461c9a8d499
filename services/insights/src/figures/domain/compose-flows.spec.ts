import { addDays, DAY_PARTS, type DayPart, toFlowPair, type ZoneId } from '@passant/contracts';
import fc from 'fast-check';
import { BERLIN, DAY, flowsArtefact, ZONES } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { composeFlows, type Flow, type FlowsQuestion } from './compose-flows';
import { preparePairs } from './compose-pairs';
import { withRows } from './flow-pairs';
import { compareFlows, type FlowKey, keepFirst } from './flow-order';
import { listPeriods, toPeriod } from './periods';
import type { Tables } from './released-tables';

const day = listPeriods('DAY', { from: DAY, to: DAY }, BERLIN);
const asked = (overrides: Partial<FlowsQuestion> = {}): FlowsQuestion => ({
  ...{
    from: ZONES,
    to: ZONES,
    pairs: null,
    mayLead: () => true,
    dayParts: DAY_PARTS,
    byDayPart: true,
    periods: day,
    first: 1000,
    after: null,
  },
  ...overrides,
});
const rush: DayPart = '06-10';
/** Column of a pair and part in the table of these artefacts (`outside` is the last zone). */
const columnOf = (to: string, part: DayPart) =>
  [...ZONES, 'outside'].indexOf(to as ZoneId) * DAY_PARTS.length + DAY_PARTS.indexOf(part);

describe('flows', () => {
  it('are listed largest first; what is suppressed or not there is only counted', () => {
    const noisy = (zone: ZoneId, column: number) =>
      zone === 'north' && column === columnOf('centre', rush)
        ? 900
        : zone === 'centre' && column === columnOf('north', rush)
          ? 800
          : 0;
    const flows = composeFlows(asked(), toTables([flowsArtefact({ noisy })]));
    expect(flows.flows).toMatchObject([
      { from: 'north', to: 'centre', dayPart: rush, value: 9000 },
      { from: 'centre', to: 'north', dayPart: rush, value: 8000 },
    ]);
    expect(flows).toMatchObject({ suppressed: 4 * 4 * 6 - 2, noData: 0, extrapolated: true });
    expect(flows.flows[0]!.low < 9000 && 9000 < flows.flows[0]!.high).toBe(true);
  });

  it('over parts of the day are their sum, over days the sum of days', () => {
    const noisy = (_zone: ZoneId, column: number) => 200 + column;
    const tables = toTables([0, 1].map((by) => flowsArtefact({ period: addDays(DAY, by), noisy })));
    const both = [toPeriod({ from: DAY, to: addDays(DAY, 1) }, BERLIN)];
    const one = { from: ['north' as ZoneId], to: ['centre' as ZoneId] };
    const [whole] = composeFlows(asked({ ...one, periods: both, byDayPart: false }), tables).flows;
    const parts = composeFlows(asked({ ...one, periods: both }), tables).flows;
    expect(whole).toMatchObject({ dayPart: null, value: 10 * 2 * (6 * 200 + 15) });
    expect(parts.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(whole!.value, 6);
    expect(whole!.releaseIds).toHaveLength(2);
  });

  it('are not there for a day that was not released, or a place that is not in the table', () => {
    const tables = toTables([flowsArtefact()]);
    const two = [toPeriod({ from: DAY, to: addDays(DAY, 1) }, BERLIN)];
    expect(composeFlows(asked({ periods: two }), tables)).toMatchObject({ flows: [], noData: 96, suppressed: 0 });
    const strange = ['atlantis' as ZoneId];
    expect(composeFlows(asked({ to: strange }), tables)).toMatchObject({ flows: [], noData: 24 });
    expect(composeFlows(asked({ from: strange }), tables)).toMatchObject({ flows: [], noData: 24 });
  });

  it('come page by page each once, in one order, whatever the size of a page', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 40 }), (values, first) => {
        const tables = toTables([flowsArtefact({ noisy: (_zone, column) => values[column]! })]);
        const { flows } = composeFlows(asked(), tables);
        const paged: Flow[] = [];
        for (let page = composeFlows(asked({ first }), tables); page.flows.length > 0;) {
          paged.push(...page.flows);
          expect(page.hasNextPage).toBe(paged.length < flows.length);
          page = composeFlows(asked({ first, after: page.flows.at(-1)! }), tables);
        }
        expect(paged).toEqual(flows);
      }),
      { numRuns: 30 },
    );
  });
});

describe('flows by pairs', () => {
  const [centre, north, station] = ZONES as [ZoneId, ZoneId, ZoneId];
  const [near, far] = [toFlowPair(centre, north), toFlowPair('R-1' as ZoneId, 'R-2' as ZoneId)];
  const zones = [near, toFlowPair(north, centre), far];
  const values: Record<string, number> = { [near]: 900, [far]: 800 };
  const paired = (period = DAY) => flowsArtefact({ period, zones, noisy: (pair) => values[pair] ?? 0 });
  const possible = new Map([
    [centre, new Set([north, station])],
    [north, new Set([centre])],
    ['R-1' as ZoneId, new Set(['R-2' as ZoneId])],
  ]);
  const ends = { from: [...possible.keys()], to: [...ZONES, 'R-1' as ZoneId, 'R-2' as ZoneId] };
  const ask = (tables: Tables, over: Partial<FlowsQuestion> = {}) =>
    composeFlows(asked({ ...ends, pairs: withRows(possible, tables), byDayPart: false, ...over }), tables);

  it('are those that there are rows of, near and far ones beside each other', () => {
    const tables = toTables([paired()]);
    expect(ask(tables).flows).toMatchObject([
      { from: centre, to: north, dayPart: null, value: 6 * 9000 },
      { from: 'R-1', to: 'R-2', dayPart: null, value: 6 * 8000 },
    ]);
    expect(ask(tables)).toMatchObject({ suppressed: 1, noData: 0, extrapolated: true });
    const parts = ask(tables, { byDayPart: true, dayParts: [rush] });
    expect(parts.flows).toMatchObject([{ dayPart: rush, value: 9000 }, { dayPart: rush, value: 8000 }]); // prettier-ignore
  });

  it('are judged by as many figures as the table has', () => {
    const [table] = toTables([paired()]).byPeriod.get(DAY)!.values();
    expect(table!.tableRows * table!.columns.length).toBe(3 * 6);
  });

  it('are not there on a day without its release, and none at all on one that is told otherwise', () => {
    const both = [DAY, addDays(DAY, 1)].map((one) => toPeriod({ from: one, to: one }, BERLIN));
    const tables = toTables([paired(), flowsArtefact({ period: addDays(DAY, 1) })]);
    expect(ask(tables, { periods: both })).toMatchObject({ suppressed: 1, noData: 3 });
    expect(ask(tables, { periods: both }).flows).toHaveLength(2);
  });

  it('are every one of them in a file, the suppressed as such', () => {
    const tables = toTables([paired()]);
    const pairs = withRows(possible, tables);
    const question = { ...asked({ ...ends, pairs }), toUnit: () => 'trips' };
    const series = ends.from.flatMap(preparePairs(question, tables));
    expect(series.map(({ from, to, statuses }) => [from, to, new Set(statuses)])).toEqual([
      [centre, north, new Set(['PUBLISHED'])],
      [north, centre, new Set(['SUPPRESSED'])],
      ['R-1', 'R-2', new Set(['PUBLISHED'])],
    ]);
  });
});

describe('the first of many flows', () => {
  it('are the same as of all of them in order, though few are held at a time', () => {
    const values = Array.from({ length: 12_000 }, (_, index) => (index * 7919) % 4001);
    const keys = values.map((value, index): FlowKey => ({
      value,
      startMs: 0,
      from: `z${index}` as ZoneId,
      to: ZONES[0]!,
      dayPart: null,
    }));
    const kept = keepFirst<FlowKey>(50);
    for (const key of keys) kept.add(key);
    expect(kept.list()).toEqual([...keys].sort(compareFlows).slice(0, 50));
  });
});
