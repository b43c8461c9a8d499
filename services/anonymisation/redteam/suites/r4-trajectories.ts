import { DEFAULT_POLICY, type RandomSource } from '@passant/privacy';
import type { Sparse } from '../attacks/least-squares';
import { meanOf, type Estimated } from '../attacks/statistics';
import {
  giveTrajectories,
  recoverTrajectories,
  toPeople,
  type Centres,
  type Trajectory,
} from '../attacks/trajectories';
import { atLeast, atMost, diceFor, type Suite } from '../suite';
import { addPeople, measureFigures, partOf, suppressSmall, type Cube } from '../world/cube';
import type { World } from '../world/world';

const PEOPLE = 60;
const SIZES = {
  full: { leastSeeds: 60, mostSeeds: 1_000, highestSe: 0.005 },
  quick: { leastSeeds: 12, mostSeeds: 80, highestSe: 0.01 },
};
const NAMES = ['raw', 'k20', 'passant'] as const;
type Name = (typeof NAMES)[number];

/**
 * R4, trajectory recovery from aggregates alone (Xu 2017), from presence by zone and hour over all days. Scored against the members
 * and against a control group of people of the same city who are not in the data: what is recovered of *them* is what anybody could
 * know. The number of people is given to the attacker. New members, controls and noise until the standard error is at most 0.005.
 */
export const r4: Suite = {
  id: 'R4',
  title: 'trajectory recovery',
  async run(arena) {
    const form = SIZES[arena.quick ? 'quick' : 'full'];
    const [leastSeeds, mostSeeds] = [arena.size * form.leastSeeds, arena.size * form.mostSeeds];
    const highestSe = form.highestSe / Math.sqrt(arena.size);
    const dice = diceFor(arena, 'R4');
    const { world, noise } = arena;
    const whole = wholePeople(world);
    const centres = centresOf(world);
    const gaps: Record<Name, number[]> = { raw: [], k20: [], passant: [] };
    const controls: Record<Name, number[]> = { raw: [], k20: [], passant: [] };
    const done = (seeds: number) => seeds >= leastSeeds && NAMES.every((name) => meanOf(gaps[name]).se <= highestSe);
    const kept: Record<'shares' | 'drawn' | 'released' | 'presence' | 'recovered', (string | number)[][]> = {
      ...{ shares: [], drawn: [], released: [], presence: [], recovered: [] },
    };
    for (let seed = 0; seed < mostSeeds && !done(seed); seed += 1) {
      const chosen = dice.sample(whole.length, 2 * PEOPLE).map((index) => whole[index]!);
      const [members, outsiders] = [chosen.slice(0, PEOPLE), chosen.slice(PEOPLE)];
      kept.drawn.push([seed, ...chosen.map(({ person }) => person)]);
      for (const name of NAMES) {
        const released = world.days.map(({ people }) =>
          releasePresence(
            world.cube,
            members.map(({ person }) => people[person]!),
            { name, noise },
          ),
        );
        const days = released.map((zones) => toWholePeople(zones, PEOPLE));
        const recovered = recoverTrajectories(days, PEOPLE, centres);
        const [given, toOthers] = [members, outsiders].map((group) =>
          giveTrajectories(
            recovered,
            group.map(({ path }) => path),
          ),
        );
        if (arena.recorder.keeps) {
          const byZone = (all: readonly (readonly ArrayLike<number>[])[]) =>
            all.flatMap((zones, day) => zones.map((row, zone) => [seed, name, day, zone, ...Array.from(row)]));
          kept.released.push(...byZone(released));
          kept.presence.push(...byZone(days));
          kept.recovered.push(
            ...recovered.map((path, index) => [
              ...[seed, name, members[given!.personOf[index]!]!.person],
              ...[outsiders[toOthers!.personOf[index]!]!.person, ...path],
            ]),
          );
        }
        gaps[name].push(given!.share - toOthers!.share);
        controls[name].push(toOthers!.share);
        kept.shares.push([seed, name, given!.share, toOthers!.share]);
      }
    }
    const [raw, k20, passant] = NAMES.map((name) => meanOf(gaps[name])) as [Estimated, Estimated, Estimated];
    const write = (name: string, header: readonly string[], rows: (string | number)[][]) =>
      arena.recorder.writeCsv('R4', name, { header, rows: () => rows });
    const named = (letter: string, many: number) => Array.from({ length: many }, (_, index) => `${letter}${index}`);
    const steps = named('step', whole[0]!.path.length);
    const hours = named('hour', steps.length / world.days.length);
    await write('shares', ['seed', 'release', 'members', 'control'], kept.shares);
    await write(
      'trajectories',
      ['person', ...steps],
      whole.map(({ person, path }) => [person, ...path]),
    );
    await write('drawn', ['seed', ...named('member', PEOPLE), ...named('control', PEOPLE)], kept.drawn);
    await write('released', ['seed', 'release', 'day', 'zone', ...hours], kept.released);
    await write('presence', ['seed', 'release', 'day', 'zone', ...hours], kept.presence);
    await write('recovered', ['seed', 'release', 'member', 'control', ...steps], kept.recovered);
    await write(
      'zones',
      ['zone', 'metres_east', 'metres_north'],
      Array.from(centres.east, (east, zone) => [zone, east, centres.north[zone]!]),
    );
    const limit = 0.01 + 2 * passant.se;
    return {
      measure: `share of person-hours recovered, members − control, ${PEOPLE} people, ${world.days.length} days`,
      raw: raw.value,
      k20: k20.value,
      passant: passant.value,
      se: passant.se,
      baseline: meanOf(controls.passant).value,
      passMark: limit,
      checks: [
        atLeast('raw counts: members − control', raw.value, 0.04, raw.se),
        atMost('members − control', passant.value, limit, passant.se),
        atMost('standard error reached', Math.max(raw.se, k20.se, passant.se), highestSe),
      ],
      notes: [
        `${gaps.raw.length} seeds. Recovered of the control group: raw ${meanOf(controls.raw).value.toFixed(3)}, Passant ${meanOf(controls.passant).value.toFixed(3)}.`,
      ],
    };
  },
};

interface WholePerson {
  readonly person: number;
  readonly path: Trajectory;
}

/** People who are somewhere in every hour of every day: the zone that holds most of their hour. */
function wholePeople({ cube, days }: World): WholePerson[] {
  const { offset, columns, figures } = partOf(cube, 'presence');
  return days[0]!.people.flatMap((_, person) => {
    const path = new Int16Array(columns * days.length).fill(-1);
    const most = new Int32Array(path.length);
    for (const [day, { people }] of days.entries()) {
      const own = people[person]!;
      for (let index = 0; index < own.figures.length; index += 1) {
        const within = own.figures[index]! - offset;
        if (within < 0 || within >= figures) continue;
        const step = day * columns + (within % columns);
        if (own.units[index]! <= most[step]!) continue;
        most[step] = own.units[index]!;
        path[step] = Math.floor(within / columns);
      }
    }
    return path.includes(-1) ? [] : [{ person, path }];
  });
}

/** Presence as released, by zone and hour: units, not a number where a figure is hidden. */
function releasePresence(
  cube: Cube,
  people: readonly Sparse[],
  { name, noise }: { name: Name; noise: RandomSource },
): Float64Array[] {
  const { offset, columns, figures } = partOf(cube, 'presence');
  const exact = addPeople(new Float64Array(cube.figures), people);
  const wanted = Int32Array.from({ length: figures }, (_, index) => offset + index);
  const shown =
    name === 'raw'
      ? exact.subarray(offset, offset + figures)
      : name === 'k20'
        ? suppressSmall(cube, exact).subarray(offset, offset + figures)
        : measureFigures(
            { cube, figures: wanted, policy: DEFAULT_POLICY },
            exact.subarray(offset, offset + figures),
            noise,
          );
  return Array.from({ length: figures / columns }, (_, zone) => shown.slice(zone * columns, (zone + 1) * columns));
}

/** Released presence made into whole people by zone and hour. */
function toWholePeople(released: readonly Float64Array[], people: number): Int32Array[] {
  const counts = released.map((row) => new Int32Array(row.length));
  for (let hour = 0; hour < counts[0]!.length; hour += 1) {
    const inHour = toPeople(
      released.map((row) => row[hour]!),
      people,
    );
    for (const [zone, row] of counts.entries()) row[hour] = inHour[zone]!;
  }
  return counts;
}

const METRES_PER_DEGREE = 111_195;

function centresOf({ city }: World): Centres {
  const middles = city.plan.zones.map(({ geometry }) => {
    const ring = geometry.coordinates[0]![0]!;
    const mean = (axis: 0 | 1) => ring.reduce((sum, position) => sum + position[axis], 0) / ring.length;
    return [mean(0), mean(1)] as const;
  });
  const scale = Math.cos(((middles[0]?.[1] ?? 0) * Math.PI) / 180) * METRES_PER_DEGREE;
  return {
    east: Float64Array.from(middles, ([longitude]) => longitude * scale),
    north: Float64Array.from(middles, ([, latitude]) => latitude * METRES_PER_DEGREE),
  };
}
