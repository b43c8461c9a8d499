import type { SuiteOutcome } from '../suite';
import { canImprove } from './assignment';
import { groupBy, type Written } from './files';
import { differing, same, stated, type Finding } from './findings';
import { mean, sum } from './statistics';

const PEOPLE = 60;
const NIGHT_HOURS = 6;
/** Called some ten million times: looking it up anew costs more, in Jest most of all. */
const { sqrt } = Math;

/** What was released and recovered of one draw of people. */
interface Draw {
  readonly seed: string;
  readonly release: string;
  /** By day and zone: what was released, and people made of it, hour by hour. */
  readonly released: readonly (readonly Float64Array[])[];
  readonly presence: readonly (readonly Float64Array[])[];
  readonly recovered: readonly Float64Array[];
  /** Whom each trajectory was given to: a member, and somebody of the control group. */
  readonly given: readonly (readonly [member: string, control: string])[];
}

/**
 * R4: from released figures to whole people; recovered trajectories hold as many people by zone and hour, and neither hour after hour
 * nor from day to day could any exchange of people cost less; each member and each of the control group was given one,
 * and not all together could have been suited better; shares, members − control, and the mark from these.
 */
export function recomputeTrajectories(written: Written, said: SuiteOutcome): Finding[] {
  const draws = readDraws(written);
  const shares = new Map(
    written
      .csv('shares')
      .rows('seed', 'release', 'members', 'control')
      .map(({ seed, release, members, control }) => [`${seed} ${release}`, [Number(members), Number(control)]]),
  );
  const [pathOf, drawn] = [readPaths(written), readDrawn(written)];
  const matched = draws.map((draw) => {
    const [members, control] = ([0, 1] as const).map((group) => shareOf(draw, group, { pathOf, drawn }));
    return { key: `${draw.seed} ${draw.release}`, release: draw.release, members: members!, control: control! };
  });
  const gapOf = (wanted: string) =>
    mean(matched.filter(({ release }) => release === wanted).map(({ members, control }) => members - control));
  const [raw, k20, passant] = [gapOf('raw'), gapOf('k20'), gapOf('passant')];
  const control = mean(matched.filter(({ release }) => release === 'passant').map((one) => one.control));
  const zones = {
    east: written.csv('zones').numbers('metres_east'),
    north: written.csv('zones').numbers('metres_north'),
  };
  return [
    ...stated(
      {
        ...{ raw: raw.value, k20: k20.value, passant: passant.value, se: passant.se, baseline: control.value },
        passMark: 0.01 + 2 * passant.se,
      },
      said,
    ),
    same('draws', draws.length, shares.size),
    differing(
      'shares',
      matched.flatMap((one) => [one.members, one.control]),
      matched.flatMap(({ key }) => shares.get(key)!),
    ),
    same('hours whose people are not made of what was released', countIf(draws, isAnotherPresence), 0),
    same('draws whose trajectories are not of that presence', countIf(draws, isOfAnotherPresence), 0),
    same(
      'draws whose trajectories could be joined better',
      countIf(draws, (draw) => canBeBetter(draw, zones)),
      0,
    ),
  ];
}

const countIf = (draws: readonly Draw[], is: (draw: Draw) => boolean): number => draws.filter(is).length;

function readDraws(written: Written): Draw[] {
  const byDraw = (name: string, first: string) => {
    const file = written.csv(name);
    const values = file.tails(first);
    const rows = file.rows('seed', 'release').map((row, index) => ({ ...row, line: index, values: values[index]! }));
    return groupBy(rows, ({ seed, release }) => `${seed} ${release}`);
  };
  const days = (name: string) => {
    const dayOf = written.csv(name).numbers('day');
    const draws = byDraw(name, 'hour0');
    return (key: string) =>
      [...groupBy(draws.get(key)!, ({ line }) => String(dayOf[line])).values()].map((rows) =>
        rows.map(({ values }) => values),
      );
  };
  const [released, presence] = [days('released'), days('presence')];
  const owners = written.csv('recovered').rows('member', 'control');
  return [...byDraw('recovered', 'step0')].map(([key, rows]) => ({
    ...{ seed: rows[0]!.seed, release: rows[0]!.release },
    ...{ released: released(key), presence: presence(key), recovered: rows.map(({ values }) => values) },
    given: rows.map(({ line }) => [owners[line]!.member, owners[line]!.control] as const),
  }));
}

/** The true paths. */
function readPaths(written: Written): Map<string, Float64Array> {
  const file = written.csv('trajectories');
  const paths = file.tails('step0');
  return new Map(file.rows('person').map(({ person }, index) => [person, paths[index]!]));
}

/** By seed who was drawn: members, then the control group. */
function readDrawn(written: Written): Map<string, readonly string[]> {
  return new Map(written.csv('drawn').lines.map(([seed, ...people]) => [seed!, people]));
}

/**
 * The mean share of steps that are right where everybody of a group has the trajectory they were given; not a number where somebody
 * has none, or where all together could be suited better.
 */
function shareOf(
  { seed, recovered, given }: Draw,
  group: 0 | 1,
  { pathOf, drawn }: { pathOf: ReadonlyMap<string, Float64Array>; drawn: ReadonlyMap<string, readonly string[]> },
): number {
  const people = drawn.get(seed)!.slice(group * PEOPLE, (group + 1) * PEOPLE);
  const owners = given.map((two) => two[group]);
  if (people.some((person) => !owners.includes(person))) return NaN;
  const paths = owners.map((person) => pathOf.get(person)!);
  const right = (row: number, column: number) => {
    const [path, guess] = [paths[row]!, recovered[column]!];
    let hits = 0;
    for (let step = 0; step < path.length; step += 1) hits += path[step] === guess[step] ? 1 : 0;
    return hits;
  };
  if (canImprove((row, column) => -right(row, column), PEOPLE)) return NaN;
  return sum(paths.map((_, row) => right(row, row))) / (PEOPLE * paths[0]!.length);
}

/** Shares of what is above zero, by largest remainder, equal ones in the order of zones; nothing above zero: everywhere alike. */
function isAnotherPresence({ released, presence }: Draw): boolean {
  return released.some((zones, day) =>
    [...zones[0]!.keys()].some((hour) => {
      const positive = zones.map((row) => (row[hour]! > 0 ? row[hour]! : 0));
      const total = positive.reduce((all, value) => all + value, 0);
      const shares = positive.map((value) => (total > 0 ? (value / total) * PEOPLE : PEOPLE / zones.length));
      const whole = shares.map(Math.floor);
      const left = PEOPLE - whole.reduce((all, value) => all + value, 0);
      const next = [...shares.keys()].sort((a, b) => shares[b]! - whole[b]! - (shares[a]! - whole[a]!)).slice(0, left);
      for (const zone of next) whole[zone]! += 1;
      return whole.some((people, zone) => people !== presence[day]![zone]![hour]);
    }),
  );
}

function isOfAnotherPresence({ presence, recovered }: Draw): boolean {
  const hours = presence[0]![0]!.length;
  return presence.some((zones, day) =>
    zones.some((row, zone) =>
      row.some((people, hour) => recovered.filter((path) => path[day * hours + hour] === zone).length !== people),
    ),
  );
}

/** Hour after hour by metres (at night from where they are, by day from where they would be next); days by what joining adds in entropy. */
function canBeBetter(
  { presence, recovered }: Draw,
  { east, north }: { east: readonly number[]; north: readonly number[] },
): boolean {
  const hours = presence[0]![0]!.length;
  return presence.some((_, day) => {
    const start = day * hours;
    for (let hour = 1; hour < hours; hour += 1) {
      const moving = hour >= NIGHT_HOURS ? 1 : 0;
      const aheadOf = (axis: readonly number[]) =>
        Float64Array.from(recovered, (path) => {
          const [last, before] = [path[start + hour - 1]!, path[start + Math.max(0, hour - 2)]!];
          return axis[last]! + moving * (axis[last]! - axis[before]!);
        });
      const nextOf = (axis: readonly number[]) => Float64Array.from(recovered, (path) => axis[path[start + hour]!]!);
      const [fromEast, fromNorth, toEast, toNorth] = [aheadOf(east), aheadOf(north), nextOf(east), nextOf(north)];
      const metres = (row: number, column: number) =>
        sqrt((fromEast[row]! - toEast[column]!) ** 2 + (fromNorth[row]! - toNorth[column]!) ** 2);
      if (canImprove(metres, PEOPLE)) return true;
    }
    return day > 0 && canImprove(joinedEntropy(recovered, { start, end: start + hours, zones: east.length }), PEOPLE);
  });
}

/** The entropy of the places of one person's days before and of another's day; what each has alone is the same for every way to join. */
function joinedEntropy(
  paths: readonly Float64Array[],
  { start, end, zones }: { start: number; end: number; zones: number },
): (row: number, column: number) => number {
  const countsOf = (from: number, to: number) =>
    paths.map((path) => {
      const counts = new Int32Array(zones);
      for (let step = from; step < to; step += 1) counts[path[step]!]! += 1;
      return counts;
    });
  const [before, after] = [countsOf(0, start), countsOf(start, end)];
  const terms = Float64Array.from({ length: end + 1 }, (_, count) =>
    count === 0 ? 0 : -(count / end) * Math.log(count / end),
  );
  return (row, column) => {
    let entropy = 0;
    for (let zone = 0; zone < zones; zone += 1) entropy += terms[before[row]![zone]! + after[column]![zone]!]!;
    return entropy;
  };
}
