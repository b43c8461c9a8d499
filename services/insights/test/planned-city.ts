import { addDays, type Day, type ZoneId, type ZonePlanArtefact } from '@passant/contracts';
import { finish, makeTable, visitorsArtefact, zonePlan } from './artefacts';

export const ZONES = Array.from({ length: 14 }, (_, index) => `z${String(index).padStart(2, '0')}` as ZoneId);
/** A Monday; the clocks go forward on the 30th of March, in the weeks before the action. */
export const FIRST = '2025-03-03' as Day;
export const ACTION = { from: addDays(FIRST, 42), to: addDays(FIRST, 48) };
export const ORIGIN = addDays(FIRST, 3);

/** Squares too far apart to be neighbours, but for the last two, which share a side. */
export function plannedCity(): ZonePlanArtefact {
  const [pattern] = zonePlan().zones;
  return zonePlan({
    zones: ZONES.map((id, index) => {
      const x = 12 + 0.1 * (index < 13 ? index : 12.1);
      const ring: [number, number][] = [
        [x, 51],
        [x + 0.01, 51],
        [x + 0.01, 51.01],
        [x, 51.01],
        [x, 51],
      ];
      const geometry = { type: 'MultiPolygon' as const, coordinates: [[ring]] };
      return { ...pattern!, id, name: `Zone ${id}`, residents: 1000 * (index + 1), region: 0, geometry };
    }),
  });
}

/** Between −1 and 1, the same in every run. */
const wobble = (zone: number, day: number) => Math.sin(12.9898 * zone + 78.233 * day + zone * day);

export function cityVisitors(day: number) {
  return visitorsArtefact({
    ...{ period: addDays(FIRST, day), zones: ZONES, factorOf: () => 10 },
    noisy: (id) => {
      const zone = ZONES.indexOf(id);
      const raised = zone === 0 && day >= 42 ? 1.4 : 1;
      return (300 + 20 * zone) * (day % 7 >= 5 ? 0.6 : 1) * (1 + 0.02 * wobble(zone, day)) * raised;
    },
  });
}

/** Home areas: many visitors from z01, fewer from each that follows; nobody to be told from the last ones. */
export function cityOrigin() {
  const noisy = (_zone: ZoneId, home: number) => (home === 0 ? 300 : home < 10 ? 1000 / home : 5);
  const table = makeTable('origin', { zones: ZONES, columns: ZONES, variance: 1000, noisy });
  return finish({ product: 'origin', zones: ZONES, tables: [table], period: ORIGIN });
}
