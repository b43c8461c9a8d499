import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { openFile } from './kit';

const HOUR_SECONDS = 3_600;
const MOST_FILLED_SECONDS = 6 * HOUR_SECONDS;
const LONGEST_GAP_SECONDS = 12 * HOUR_SECONDS;

/** People by radio cell and hour: `hours[hour]` is the mean number during the hour, told by the events alone. */
export type CellHours = ReadonlyMap<string, Float64Array>;

/**
 * Gives each event the time around it, as presence does: to the middle between it and its neighbours (up to 12 h apart); the
 * day's ends are filled up to 6 h. Rows of a person must stand together; spoilt rows are left out.
 * @param day start and end in epoch seconds
 * @param numbers whose events are read: the first people of the file, since reading ends at the first other number. Without: everybody's
 */
export async function readCellHours(
  eventsFile: string,
  day: { readonly start: number; readonly end: number },
  numbers?: ReadonlySet<string>,
): Promise<CellHours> {
  const hours = new Map<string, Float64Array>();
  const count = Math.ceil((day.end - day.start) / HOUR_SECONDS);
  const add = (cell: string, from: number, to: number) => {
    let row = hours.get(cell);
    if (!row) hours.set(cell, (row = new Float64Array(count)));
    for (let hour = Math.floor(from / HOUR_SECONDS); hour * HOUR_SECONDS < to; hour++) {
      row[hour]! += (Math.min(to, (hour + 1) * HOUR_SECONDS) - Math.max(from, hour * HOUR_SECONDS)) / HOUR_SECONDS;
    }
  };
  const spend = (events: { second: number; cell: string }[]) => {
    events.sort((a, b) => a.second - b.second);
    for (const [index, { second, cell }] of events.entries()) {
      const [before, after] = [events[index - 1], events[index + 1]];
      const middle = (a: number, b: number, own: number) => (b - a <= LONGEST_GAP_SECONDS ? (a + b) / 2 : own);
      const from = before ? middle(before.second, second, second) : Math.max(0, second - MOST_FILLED_SECONDS);
      const to = after
        ? middle(second, after.second, second)
        : Math.min(day.end - day.start, second + MOST_FILLED_SECONDS);
      if (to > from) add(cell, from, to);
    }
  };
  let [person, events] = ['', [] as { second: number; cell: string }[]];
  const file = openFile(eventsFile);
  const unpacked = file.pipe(createGunzip());
  file.on('error', (error) => unpacked.destroy(error));
  for await (const line of createInterface({ input: unpacked, crlfDelay: Infinity })) {
    const [number = '', time = '', cell = ''] = line.split(',');
    const second = Date.parse(time) / 1_000 - day.start;
    if (!number.startsWith('+') || cell === '' || !(second >= 0 && second < day.end - day.start)) continue;
    if (number !== person) {
      if (numbers?.has(number) === false) break;
      spend(events);
      [person, events] = [number, []];
    }
    events.push({ second, cell });
  }
  file.destroy();
  spend(events);
  return hours;
}
