import { endOfDay, footprintsArtefactSchema, startOfDay, type Day, type TimeZone } from '@passant/contracts';
import { toPlan, type TestEvent } from './test-day';

/** A local day in UNIX seconds. */
export interface TestWindow {
  readonly day: Day;
  readonly timeZone: TimeZone;
}

export const LONG_DAY: TestWindow = { day: '2026-10-25' as Day, timeZone: 'Europe/Berlin' as TimeZone };
export const SHORT_DAY: TestWindow = { day: '2026-03-29' as Day, timeZone: 'Europe/Berlin' as TimeZone };
export const HALF_HOUR_DAY: TestWindow = { day: '2026-03-04' as Day, timeZone: 'Asia/Kolkata' as TimeZone };

export const secondsOf = ({ day, timeZone }: TestWindow) => {
  const start = startOfDay(day, timeZone) / 1000;
  return { start, length: endOfDay(day, timeZone) / 1000 - start };
};

/**
 * Zones in a ring of some 1.7 km a step for 200 of them; cells overlap their neighbours, and every third cell lies in several zones.
 * Every tenth zone is a place with a cell of its own.
 */
export const aRing = (zones: number) =>
  toPlan(
    zones,
    footprintsArtefactSchema.parse({
      format: 'footprints/1',
      planId: '018f0000-0000-4000-8000-000000000001',
      cells: Array.from({ length: zones }, (_, cell) => ({
        cellId: `c${cell}`,
        footprint: cell,
        latitude: 51 + 0.2 * Math.sin((cell / zones) * 2 * Math.PI),
        longitude: 12 + 0.3 * Math.cos((cell / zones) * 2 * Math.PI),
      })),
      footprints: Array.from({ length: zones }, (_, cell) =>
        cell % 3 === 0
          ? { zones: [cell, (cell + 1) % zones, zones], probabilities: [0.7, 0.2, 0.1] }
          : { zones: [cell], probabilities: [1] },
      ),
      overlaps: Array.from({ length: zones - 1 }, (_, cell) => [cell, cell + 1]),
    }),
    { kinds: Array.from({ length: zones }, (_, zone) => (zone % 10 === 1 ? 'place' : 'district')) },
  );

/** A generator of 32-bit numbers that a seed decides (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** What a person who wants to count for more than allowed might do: a second of the day and a number of a cell, event by event. */
type Trick = (random: () => number, length: number, cells: number) => { second: number; cell: number }[];

const times = (count: number, make: (index: number) => { second: number; cell: number }) =>
  Array.from({ length: count }, (_, index) => make(index));
/** Two events 15 minutes apart make a stay. */
const stays = (cells: readonly number[], every: number, from = 0) =>
  cells.flatMap((cell, stay) => [0, 900].map((second) => ({ second: from + stay * every + second, cell })));

export const TRICKS = {
  'random events': (random, length, cells) =>
    times(1 + (random() % 200), () => ({ second: random() % length, cell: random() % cells })),
  'a stay every half hour': (random, length, cells) => {
    const first = random() % cells;
    return stays(
      Array.from({ length: Math.floor(length / 1800) }, (_, stay) => (first + stay * 7) % cells),
      1800,
    );
  },
  'a stay every quarter of an hour': (random, length, cells) => {
    const first = random() % cells;
    return stays(
      Array.from({ length: Math.floor(length / 901) }, (_, stay) => (first + stay * 3) % cells),
      901,
    );
  },
  'every zone within an hour': (random, length, cells) => {
    const from = random() % (length - 3600);
    return times(cells, (index) => ({ second: from + Math.floor((index * 3600) / cells), cell: index }));
  },
  'still all day': (random, length, cells) => {
    const cell = random() % cells;
    return times(5 + (random() % 20), (index) => ({ second: Math.floor((index * (length - 1)) / 24), cell }));
  },
  'in one zone like everybody': (random, length) =>
    times(25, (index) => ({ second: Math.min(length - 1, index * 3600 + (random() % 60)), cell: 1 })),
  'eight equal trips': (random, length, cells) => {
    const [home, work] = [random() % cells, random() % cells];
    const way = Array.from({ length: 16 }, (_, stay) => (stay % 2 === 0 ? home : work));
    return stays(way, Math.floor(length / 16) - 60);
  },
  'sixteen different trips': (random, length, cells) => {
    const first = random() % cells;
    return stays(
      Array.from({ length: 17 }, (_, stay) => (first + stay * 11) % cells),
      Math.floor(length / 17) - 60,
    );
  },
  'over midnight at both ends': (random, length, cells) =>
    [-1800, -900, 0, 1, 900, length - 901, length - 1, length, length + 900].map((second) => ({
      second,
      cell: (random() % 3) + ((second > 2000 ? 5 : 0) % cells),
    })),
  'to and fro between neighbours': (random, length, cells) => {
    const cell = random() % (cells - 1);
    return times(300, (index) => ({ second: Math.floor((index * length) / 300), cell: cell + (index % 2) }));
  },
  'faster than anybody': (_, length, cells) =>
    times(200, (index) => ({
      second: Math.floor((index * length) / 200),
      cell: (index * Math.floor(cells / 2)) % cells,
    })),
  'one event': (random, length, cells) => [{ second: random() % length, cell: random() % cells }],
  'with unknown cells': (_, length, cells) =>
    times(60, (index) => ({ second: Math.floor((index * length) / 60), cell: index % 3 === 0 ? cells + 5 : 2 })),
} as const satisfies Record<string, Trick>;

/** 10,000 events in every hour, over all cells or in one. */
export const manyEvents = (length: number, cellOf: (index: number) => number) =>
  times(Math.floor((10_000 * length) / 3600), (index) => ({
    second: Math.floor((index * 3600) / 10_000),
    cell: cellOf(index),
  }));

/** Events of so many adversaries, each with a trick and attributes of its own. */
export function adversaries(
  people: number,
  window: TestWindow,
  { cells, seed }: { cells: number; seed: number },
): TestEvent[] {
  const { start, length } = secondsOf(window);
  const tricks = Object.values<Trick>(TRICKS);
  return Array.from({ length: people }, (_, person) => {
    const random = seeded(seed * 1_000_003 + person);
    const who = { person, age: random() % 7, gender: random() % 3, home: `A${random() % (cells + 2)}` };
    return tricks[person % tricks.length]!(random, length, cells).map(({ second, cell }) => ({
      ...who,
      time: start + second,
      cell: `c${cell}`,
    }));
  }).flat();
}
