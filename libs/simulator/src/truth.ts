import { createInterface } from 'node:readline';
import { openFile } from './kit';
import { ShapeIndex, toPolygons } from './shapes';

export interface TruthZone {
  readonly id: string;
  /** GeoJSON Polygon or MultiPolygon. */
  readonly geometry: unknown;
}

/** Figures by zone (in the order asked for) and column. People of the simulation, not extrapolated to residents. */
export interface TrueFigures {
  readonly zoneIds: readonly string[];
  /** `values[zone][column]` */
  readonly values: readonly Float64Array[];
}

interface Stay {
  readonly person: number;
  /** Index of the zone; -1 outside all of them. */
  readonly zone: number;
  /** Seconds since 1970. */
  readonly start: number;
  readonly end: number;
}

const HOUR_SECONDS = 3_600;
/** The shortest stay that makes a visitor. */
const LEAST_STAY_SECONDS = 900;

/**
 * Mean number of people in each zone during each hour, by where the simulator put them.
 * @param hours UTC starts, ms since 1970 (as `hoursOfDay` gives them)
 * @param people only the first so many of the city; without: all
 */
export async function truePresence(input: {
  readonly truthFile: string;
  readonly zones: readonly TruthZone[];
  readonly hours: readonly number[];
  readonly people?: number;
}): Promise<TrueFigures> {
  const { zones, hours } = input;
  const columns = new Map(hours.map((hour, column) => [hour / 1_000 / HOUR_SECONDS, column]));
  const values = zones.map(() => new Float64Array(hours.length));
  await readTruth(input, ({ zone, start, end }) => {
    if (zone < 0) return;
    for (let hour = Math.floor(start / HOUR_SECONDS); hour * HOUR_SECONDS < end; hour++) {
      const column = columns.get(hour);
      if (column === undefined) continue;
      const seconds = Math.min(end, (hour + 1) * HOUR_SECONDS) - Math.max(start, hour * HOUR_SECONDS);
      values[zone]![column]! += seconds / HOUR_SECONDS;
    }
  });
  return { zoneIds: zones.map(({ id }) => id), values };
}

/**
 * Different people with a stay of 15 minutes or more in each zone on each day.
 * @param days start and end of local days, ms since 1970
 * @param classOf the class of a person (such as age band · 3 + gender), from 0; negative: not counted. Then there are `classes` columns
 *   a day: `values[zone][day · classes + class]`
 */
export async function trueVisitors(input: {
  readonly truthFile: string;
  readonly zones: readonly TruthZone[];
  readonly days: readonly { readonly start: number; readonly end: number }[];
  readonly classes?: number;
  readonly classOf?: (person: number) => number;
}): Promise<TrueFigures> {
  const { zones, days, classes = 1, classOf = () => 0 } = input;
  const seen = days.map(() => new Set<number>());
  const values = zones.map(() => new Float64Array(days.length * classes));
  await readTruth(input, ({ person, zone, start, end }) => {
    const ofClass = classOf(person);
    if (zone < 0 || ofClass < 0) return;
    for (const [column, day] of days.entries()) {
      const seconds = Math.min(end, day.end / 1_000) - Math.max(start, day.start / 1_000);
      const key = person * zones.length + zone;
      if (seconds < LEAST_STAY_SECONDS || seen[column]!.has(key)) continue;
      seen[column]!.add(key);
      values[zone]![column * classes + ofClass]!++;
    }
  });
  return { zoneIds: zones.map(({ id }) => id), values };
}

interface TruthToRead {
  readonly truthFile: string;
  readonly zones: readonly TruthZone[];
  /** Only the first so many people of the city. */
  readonly people?: number;
}

async function readTruth(
  { truthFile, zones, people = Infinity }: TruthToRead,
  visit: (stay: Stay) => void,
): Promise<void> {
  const index = new ShapeIndex(zones.map(({ geometry }) => toPolygons(geometry)));
  const zoneOfPlace = new Map<string, number>();
  let header = true;
  for await (const line of createInterface({ input: openFile(truthFile), crlfDelay: Infinity })) {
    if (header) {
      header = false;
      continue;
    }
    const first = line.indexOf(',');
    const person = Number(line.slice(0, first));
    const third = line.indexOf(',', line.indexOf(',', first + 1) + 1);
    const fourth = line.indexOf(',', third + 1);
    const start = Number(line.slice(third + 1, fourth));
    if (person >= people) continue;
    const place = line.slice(first + 1, third);
    let zone = zoneOfPlace.get(place);
    if (zone === undefined) {
      const [latitude, longitude] = place.split(',').map(Number);
      zone = index.find(longitude!, latitude!);
      zoneOfPlace.set(place, zone);
    }
    visit({ person, zone, start, end: Number(line.slice(fourth + 1)) });
  }
}
