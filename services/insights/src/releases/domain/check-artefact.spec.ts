import { presenceArtefact } from '../../../test/artefacts';
import { findArtefactProblem } from './check-artefact';

describe('a release artefact', () => {
  const artefact = presenceArtefact();

  it('may be sold from where it is what was announced', () => {
    expect(findArtefactProblem(artefact, artefact, artefact.tableSha256)).toBeUndefined();
  });

  it.each([
    ['another market', { market: 'elsewhere' }, 'its market is not the announced one'],
    ['another day', { day: '2001-01-01' }, 'its day is not the announced one'],
    ['another product', { product: 'dwell' }, 'its product is not the announced one'],
    ['another purpose', { purpose: 'public-planning' }, 'its purpose is not the announced one'],
  ])('is refused for %s', (_, announced, why) => {
    expect(findArtefactProblem(artefact, { ...artefact, ...announced } as never, artefact.tableSha256)).toBe(why);
  });

  it('is refused where its table is not the one on the ledger', () => {
    expect(findArtefactProblem(artefact, artefact, '0'.repeat(64))).toBe('its table is not the one on the ledger');
  });

  it.each([
    ['a value too few', { values: artefact.values.slice(1) }, 'its table is not as large as its rows and columns say'],
    ['a zone twice', { zones: artefact.zones.map(() => artefact.zones[0]!) }, 'it names a row or column twice'],
    [
      'hours that are none',
      { columns: artefact.columns.map((_, hour) => `hour ${hour}`) },
      'its columns are not hours',
    ],
    ['a value beyond 32 bits', { values: artefact.values.map(() => 2 ** 40) }, 'a value is too large'],
  ])('is refused for %s', (_, overrides, why) => {
    expect(findArtefactProblem({ ...artefact, ...overrides }, artefact, artefact.tableSha256)).toBe(why);
  });
});
