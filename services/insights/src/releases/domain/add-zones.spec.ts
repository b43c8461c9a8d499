import type { ZoneId } from '@passant/contracts';
import { visitorsArtefact } from '../../../test/artefacts';
import { addZones } from './add-zones';

const PEOPLE: Record<string, number> = { centre: 4, north: 3, 'P-station': 2, hills: 1, outside: 1000 };
const artefact = visitorsArtefact({ noisy: (zone) => PEOPLE[zone]!, factorOf: (name) => (name === '65+' ? 5 : 10) });
const [total, byAge] = artefact.tables;

describe('all zones together', () => {
  it('are the sum of their figures, each times its factor, without what lies outside', () => {
    expect(addZones(artefact, total!)).toEqual({
      ...{ panel: [21 * 10], zones: 4 },
      population: [{ value: 10 * 21 * 10, weightSquares: 4 * 100 }],
    });
  });

  it('take the factors that figures have of their own; one without any has no sum but that of the panel', () => {
    const { panel, population } = addZones(artefact, byAge!);
    expect(panel).toEqual(Array(7).fill(30));
    expect(population.map((one) => one?.value ?? null)).toEqual([300, 300, 300, 300, 300, 150, null]);
    expect(population[5]).toEqual({ value: 150, weightSquares: 4 * 25 });
  });

  it('speak of the panel where one zone has no factor', () => {
    const factors = artefact.zones.map((zone) => (zone === ('north' as ZoneId) ? null : { factor: 10, variance: 0 }));
    const extrapolation = { ...artefact.extrapolation!, factors };
    expect(addZones({ ...artefact, extrapolation }, total!)).toMatchObject({ panel: [210], population: [null] });
  });
});
