import { startOfDay } from '@passant/contracts';
import { toDayWindow } from '../../src/transform/domain/day-window';
import { diceOf } from '../attacks/random';
import type { Sparse } from '../attacks/least-squares';
import type { City, Trace } from './city';
import { toSparse } from './cube';
import { countByPerson } from './step-two';
import { presentOn, type World } from './world';

/** One question an employer may have about a sick day, for many employees. */
export interface SickDays {
  readonly name: string;
  readonly days: readonly {
    readonly person: number;
    /** The cube's part of a day at home. */
    readonly home: Sparse;
    /** And of the day it suspects. */
    readonly out: Sparse;
  }[];
}

type Outing = { readonly name: string; readonly from: number; readonly to: number; readonly place: number };

const HOURS = 3600;

/**
 * Days of people on sick leave through the real step 2: at home all day; twenty-five minutes in the queue of a pharmacy; two hours and a
 * half at a travel agency. Both lie in public places with cells of their own where the city has such (there a stay is told best), else in
 * the zone that some cell tells best. Home is the cell each of them is really heard by at night.
 */
export async function liveSickDays(
  world: World,
  { employees, seed, scratch }: { employees: number; seed: number; scratch: string },
): Promise<SickDays[]> {
  const { city, cube, days } = world;
  const dice = diceOf(seed, 9_000);
  const present = presentOn(days[0]!);
  const chosen = dice.sample(present.length, Math.min(employees, present.length)).map((index) => present[index]!);
  const places = tellingZones(city);
  const outings: Outing[] = [
    { name: 'pharmacy queue, 25 minutes', from: 10 * HOURS, to: 10 * HOURS + 25 * 60, place: 0 },
    { name: 'travel agency, two and a half hours', from: 14 * HOURS, to: 16.5 * HOURS, place: 1 },
  ];
  const homes = chosen.map((person) => homeCell(days.map((_, day) => city.days[day]!.traces[person]!)));
  const live = async (outing: Outing | null): Promise<Sparse[]> => {
    const { day } = city.days[0]!;
    const start = startOfDay(day, city.market.timeZone) / 1000;
    const traces = homes.map((home) => toTrace(home, outing && { ...outing, cell: places[outing.place]! }, start));
    const members = chosen.map((person) => city.members[person]!);
    // One salt for all versions of the day: pseudonyms and choices stay what they are.
    const input = { city, window: toDayWindow(day, city.market.timeZone)!, members, traces, salt: 'sick leave' };
    return (await countByPerson(input, scratch)).map((counted) => toSparse(cube, counted));
  };
  const atHome = await live(null);
  const found: SickDays[] = [];
  for (const outing of outings) {
    const out = await live(outing);
    found.push({
      name: outing.name,
      days: chosen.map((person, index) => ({ person, home: atHome[index]!, out: out[index]! })),
    });
  }
  return found;
}

/** An event every half hour at home, every four minutes while out; a quarter of an hour on the way each time. */
function toTrace(home: string, outing: { from: number; to: number; cell: string } | null, start: number): Trace {
  const events: [number, string][] = [];
  for (let second = 600; second < 24 * HOURS - 600; second += 1800) {
    if (!outing || second < outing.from - 900 || second > outing.to + 900) events.push([second, home]);
  }
  if (outing) for (let second = outing.from; second <= outing.to; second += 240) events.push([second, outing.cell]);
  events.sort(([one], [other]) => one - other);
  return { seconds: Int32Array.from(events, ([second]) => start + second), cells: events.map(([, cell]) => cell) };
}

/** Cells that tell a zone best, one a zone: public places first. */
function tellingZones({ plan, footprints }: City): string[] {
  const best = new Map<number, { probability: number; cell: string }>();
  for (const { cellId, footprint } of footprints.cells) {
    const { zones, probabilities } = footprints.footprints[footprint]!;
    for (const [index, zone] of zones.entries()) {
      const probability = probabilities[index]!;
      if (zone < plan.zones.length && probability > (best.get(zone)?.probability ?? 0))
        best.set(zone, { probability, cell: cellId });
    }
  }
  const isPlace = (zone: number) => (plan.zones[zone]!.kind === 'place' ? 1 : 0);
  return [...best]
    .sort(([a, one], [b, other]) => isPlace(b) - isPlace(a) || other.probability - one.probability)
    .map(([, { cell }]) => cell);
}

/** The cell that is heard most between midnight and six, or at all. */
function homeCell(traces: readonly Trace[]): string {
  const times = new Map<string, number>();
  for (const { seconds, cells } of traces) {
    for (const [event, cell] of cells.entries()) {
      const night = (seconds[event]! / HOURS + 2) % 24 < 6;
      times.set(cell, (times.get(cell) ?? 0) + (night ? 100 : 1));
    }
  }
  return [...times].reduce((one, other) => (other[1] > one[1] ? other : one))[0];
}
