import { DAY_PARTS, type FlowPair, type Month, type ReleaseArtefact } from '@passant/contracts';
import {
  dwellArtefact,
  flowsArtefact,
  frequencyArtefact,
  originArtefact,
  presenceArtefact,
  visitorsArtefact,
} from '../../../test/artefacts';
import { findArtefactProblem } from './check-artefact';

const PAIRS = ['centre/centre', 'R-north/R-centre'] as FlowPair[];

describe('a release artefact', () => {
  const artefact = presenceArtefact();

  it('may be sold from where it is what was announced', () => {
    expect(findArtefactProblem(artefact, artefact, artefact.tableSha256)).toBeUndefined();
  });

  it.each([
    ['another market', { market: 'elsewhere' }, 'its market is not the announced one'],
    ['another day', { period: '2001-01-01' }, 'its period is not the announced one'],
    ['another product', { product: 'dwell' }, 'its product is not the announced one'],
    ['another purpose', { purpose: 'public-planning' }, 'its purpose is not the announced one'],
  ])('is refused for %s', (_, announced, why) => {
    expect(findArtefactProblem(artefact, { ...artefact, ...announced } as never, artefact.tableSha256)).toBe(why);
  });

  it('is refused where its tables are not those on the ledger', () => {
    const problem = findArtefactProblem(artefact, artefact, '0'.repeat(64));
    expect(problem).toBe('its tables are not what it was announced with on the ledger');
  });

  const table = artefact.tables[0]!;
  const factors = { classes: table.columns.map(() => 0), values: artefact.zones.map(() => null) };
  it.each<[string, Partial<ReleaseArtefact>, string]>([
    ['a month', { period: '2025-03' as Month }, 'its period is no day'],
    ['a zone twice', { zones: artefact.zones.map(() => artefact.zones[0]!) }, 'it names a row twice'],
    [
      'a factor too few',
      { extrapolation: { ...artefact.extrapolation!, factors: [null] } },
      'it does not have one factor a row',
    ],
    ['a table twice', { tables: [table, table] }, 'it has a table twice'],
    ['a foreign table', { tables: [{ ...table, table: 'dwell' }] }, 'it has a table that is not of its product'],
    [
      'a value too few',
      { tables: [{ ...table, values: table.values.slice(1) }] },
      'a table is not as large as its rows and columns say',
    ],
    [
      'a column twice',
      { tables: [{ ...table, columns: table.columns.map(() => table.columns[0]!) }] },
      'it names a column twice',
    ],
    [
      'hours that are none',
      { tables: [{ ...table, columns: table.columns.map((_, hour) => `hour ${hour}`) }] },
      'its columns are not those of presence',
    ],
    [
      'a class without a column',
      { tables: [{ ...table, factors: { ...factors, classes: [0] } }] },
      'its factors do not fit its columns',
    ],
    [
      'a factor of a class too few',
      { tables: [{ ...table, factors: { ...factors, values: [null] } }] },
      'its factors do not fit its columns',
    ],
    ['a value beyond 2^53', { tables: [{ ...table, values: table.values.map(() => 1e17) }] }, 'a value is too large'],
  ])('is refused for %s', (_, overrides, why) => {
    const given = { ...artefact, ...overrides };
    expect(findArtefactProblem(given, { ...artefact, ...overrides }, artefact.tableSha256)).toBe(why);
  });

  it.each([
    ['visitors', visitorsArtefact()],
    ['visitors with factors of their own', visitorsArtefact({ factorOf: () => 9 })],
    ['dwell', dwellArtefact()],
    ['origin', originArtefact()],
    ['flows', flowsArtefact()],
    ['flows by pairs', flowsArtefact({ zones: PAIRS })],
    ['frequency', frequencyArtefact()],
  ])('may be of %s', (_, one) => {
    expect(findArtefactProblem(one, one, one.tableSha256)).toBeUndefined();
  });

  it.each([
    ['origin', originArtefact(), ['centre/18-22', 'north', 'hills']],
    ['flows', flowsArtefact(), undefined],
    ['flows', flowsArtefact(), DAY_PARTS],
    ['flows', flowsArtefact({ zones: PAIRS }), ['centre/06-10']],
    ['visitors', visitorsArtefact(), ['everybody']],
    ['frequency', frequencyArtefact(), ['1', '2', '3', '4']],
  ])('is refused for columns that are not those of %s', (name, one, columns) => {
    const first = one.tables[0]!;
    const wrong = columns ?? first.columns.map((column) => column.replace('06-10', '06-11'));
    const values = one.zones.flatMap(() => wrong.map(() => 1));
    const given = { ...one, tables: [{ ...first, columns: [...wrong], values }, ...one.tables.slice(1)] };
    expect(findArtefactProblem(given, one, one.tableSha256)).toBe(`its columns are not those of ${name}`);
  });

  it('is refused for pairs beside zones, and for pairs of anything but flows', () => {
    const mixed = flowsArtefact({ zones: [...PAIRS, 'centre' as never] });
    const others = dwellArtefact({ zones: PAIRS, noisy: () => 1 });
    for (const one of [mixed, others]) {
      expect(findArtefactProblem(one, one, one.tableSha256)).toBe('its rows are not those of its product');
    }
  });
});
