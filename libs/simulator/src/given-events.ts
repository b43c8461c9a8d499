import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { type Day, dayAt, type TimeZone } from '@passant/contracts';
import { KitInvalid, openFile } from './kit';
import type { Line } from './registry';
import { Random } from './random';

/** Whose numbers and which days occur in a file of events. Rows that nobody can read are left to the import, which reports them. */
export interface GivenEvents {
  readonly numbers: readonly string[];
  readonly days: readonly Day[];
  readonly rows: number;
}

/** The finest step of any zone's offset: within it all instants lie in one day. */
const QUARTER_MS = 900_000;

/** Reads an events file (CSV, or gzip by its first bytes) once, in a stream. */
export async function scanEvents(path: string, timeZone: TimeZone): Promise<GivenEvents> {
  const file = openFile(path);
  const compressed = path.endsWith('.gz');
  const input = compressed ? file.pipe(createGunzip()) : file;
  file.on('error', (error) => input.destroy(error));
  const numbers = new Set<string>();
  const quarters = new Map<number, Day>();
  let columns: Columns | undefined;
  let rows = 0;
  try {
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      if (!columns) {
        columns = findColumns(path, line);
        continue;
      }
      rows++;
      const values = line.split(',');
      const number = values[columns.msisdn]?.trim() ?? '';
      if (/^\+[1-9]\d{6,14}$/.test(number)) numbers.add(number);
      const instant = toInstant(values[columns.timestamp]?.trim() ?? '');
      if (Number.isNaN(instant)) continue;
      const quarter = Math.floor(instant / QUARTER_MS);
      if (!quarters.has(quarter)) quarters.set(quarter, dayAt(quarter * QUARTER_MS, timeZone));
    }
  } catch (error) {
    if (error instanceof KitInvalid) throw error;
    throw new KitInvalid(`${path} cannot be read to its end: it is damaged or cut off. Fetch the file again.`);
  }
  if (numbers.size === 0) {
    throw new KitInvalid(`${path} has no row with a number (+ and 7 to 15 digits): check its column msisdn.`);
  }
  return { numbers: [...numbers].sort(), days: [...new Set(quarters.values())].sort(), rows };
}

interface Columns {
  readonly msisdn: number;
  readonly timestamp: number;
}

function findColumns(path: string, header: string): Columns {
  const names = header
    .replace(/^\uFEFF/, '')
    .split(',')
    .map((name) => name.trim());
  const [msisdn, timestamp] = [names.indexOf('msisdn'), names.indexOf('timestamp')];
  if (msisdn < 0 || timestamp < 0) {
    throw new KitInvalid(`${path} lacks the columns msisdn and timestamp in line 1 (separated by commas): add them.`);
  }
  return { msisdn, timestamp };
}

/** ISO 8601 with a zone, else UTC. */
function toInstant(text: string): number {
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return NaN;
  const iso = text.replace(' ', 'T');
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(iso) ? iso : `${iso}Z`);
}

/** Adult profiles for numbers that no registry knows. */
export function* makeAdults(numbers: readonly string[], firstDay: Day, seed: number): Generator<Line> {
  const random = new Random(seed, 6);
  const year = Number(firstDay.slice(0, 4));
  for (const number of numbers) {
    const age = Math.round(Math.min(90, Math.max(19, random.normal(42, 15))));
    const gender = random.chance(0.02) ? '' : random.chance(0.5) ? 'm' : 'f';
    yield { number, birthYear: year - age, gender, homeArea: '', business: false };
  }
}
