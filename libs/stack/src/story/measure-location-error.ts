import { readFile } from 'node:fs/promises';
import {
  footprintRule,
  measureErrors,
  type Parsed,
  parseCells,
  parsePlaces,
  parsePopulation,
  parseZonesGeoJson,
  planZones,
  toPresence,
} from '@passant/geography';
import { readPlacedDay } from '@passant/simulator';
import type { LocationErrorTask, MeasuredLocationError } from './location-error';

/**
 * Lays out the zones that ingestion will, of the same files by the same rules, and compares people by zone and hour, told by all
 * events of one day, with where the simulator put them. Null where the files give no plan or no zone has 20 people at once.
 */
export async function measureLocationError({
  market,
  city,
  mostPeople,
}: LocationErrorTask): Promise<MeasuredLocationError | null> {
  const { files } = city;
  const cells = valueOf(parseCells(await readFile(files.cells, 'utf8')));
  const [zones, places, population] = await Promise.all([
    parse(files.zones, parseZonesGeoJson),
    parse(files.places, parsePlaces),
    parse(files.population, parsePopulation),
  ]);
  if (!cells || !zones.isGood || !places.isGood || !population.isGood) return null;
  const planned = planZones({
    market,
    cells,
    ...(zones.value && { zones: zones.value.areas }),
    ...(places.value && { places: places.value.areas }),
    ...(population.value && { population: population.value }),
  });
  if (planned.kind === 'refused') return null;
  const placed = await readPlacedDay(city, { zones: planned.plan.zones, mostPeople });
  if (!placed) return null;
  const presence = toPresence(footprintRule(planned.footprints), placed.cellHours, planned.plan.zones.length);
  const errors = measureErrors(presence, placed.truth.values);
  return errors ? { ...errors, people: placed.people } : null;
}

const valueOf = <T>(parsed: Parsed<T>): T | undefined => (parsed.kind === 'parsed' ? parsed.value : undefined);

async function parse<T>(
  file: string | null,
  parser: (text: string) => Parsed<T>,
): Promise<{ isGood: boolean; value: T | undefined }> {
  if (file === null) return { isGood: true, value: undefined };
  const value = valueOf(parser(await readFile(file, 'utf8')));
  return { isGood: value !== undefined, value };
}
