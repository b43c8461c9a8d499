import { PURPOSES, type Purpose } from '@passant/contracts';
import { TABLE_BOUNDS } from '@passant/privacy';
import { meanOf, moments, proportion } from '../attacks/statistics';
import { atLeast, atMost, type Arena, type Suite } from '../suite';
import { LEAST_PEOPLE, partOf } from '../world/cube';
import { exactOf, hashOf, measureDay, releaseOf, tableOf, type MeasuredDay } from '../world/releases';

const LEAST_DERIVED = 5_000;
const SIZES = { full: 60_000, quick: 2 * LEAST_DERIVED };

/** A figure that nobody was shown, got as the difference of two that anybody may ask for. Units of its table. */
interface Derived {
  readonly attack: string;
  readonly derived: number;
  readonly truth: number;
  /** Variance that the noise of the parts leaves in it. */
  readonly variance: number;
  /** The same difference of exact answers. */
  readonly ofRaw: number;
  /** And of exact answers of which those under 20 people are hidden: NaN where one of them is. */
  readonly ofSuppressed: number;
}

/**
 * R5, differencing and trackers (Denning, Denning, Schwartz 1979): what is hidden alone is derived from answers that are not:
 * an area minus the area without one zone, all ages minus the others, a parent minus its other children, and a padded question
 * (`A or T`, `A or not T`, everybody). The noise of a release is drawn once: all that comes out is the figure's own noisy value.
 * Withdrawing changes no release, asking again neither: same bytes.
 */
export const r5: Suite = {
  id: 'R5',
  title: 'differencing and trackers',
  onCheckIns: true,
  async run(arena) {
    const wanted = arena.size * SIZES[arena.quick ? 'quick' : 'full'];
    const { world, noise, recorder } = arena;
    const derived: Derived[] = [];
    for (let round = 0; derived.length < wanted; round += 1) {
      const day = measureDay(world.cube, world.days[round % world.days.length]!, world.city, noise);
      for (const purpose of PURPOSES) derived.push(...deriveAll(day, purpose));
    }
    const deviations = derived.map(({ derived: value, truth, variance }) => (value - truth) / Math.sqrt(variance));
    const { mean, variance } = moments(deviations);
    const rms = Math.sqrt(variance + mean ** 2);
    const recovered = proportion(
      derived.filter(({ derived: value, truth }) => Math.round(value) === truth).length,
      derived.length,
    );
    const chance = meanOf(derived.map((one) => 1 / Math.sqrt(2 * Math.PI * one.variance))).value;
    const ofSuppressed = proportion(derived.filter((one) => one.ofSuppressed === one.truth).length, derived.length);
    const ofRaw = derived.filter((one) => one.ofRaw === one.truth).length / derived.length;
    const again = askAgain(arena);
    await recorder.writeCsv('R5', 'derived', {
      header: ['attack', 'derived', 'truth', 'variance', 'of_raw', 'of_k20'],
      rows: () => derived.map((one) => [one.attack, one.derived, one.truth, one.variance, one.ofRaw, one.ofSuppressed]),
    });
    return {
      measure: 'share of derived figures that hit the exact count',
      raw: ofRaw,
      k20: ofSuppressed.value,
      passant: recovered.value,
      se: recovered.se,
      baseline: chance,
      passMark: chance + 3 * recovered.se,
      checks: [
        atLeast('raw counts: recovered', ofRaw, 0.95),
        atLeast('derived figures', derived.length, LEAST_DERIVED),
        atLeast('rms of (derived − truth)/√Σσ²', rms, 0.97),
        atMost('rms of (derived − truth)/√Σσ²', rms, 1.03),
        atMost('recovered', recovered.value, chance + 3 * recovered.se, recovered.se),
        atMost('different bytes after a withdrawal and when asked again', again.size - 1, 0),
      ],
      notes: [
        `${derived.length} derived figures: ${[...new Set(derived.map(({ attack }) => attack))].join(', ')}.`,
        'Bytes here are those of the composing functions; the service itself is asked in at-rest.int-spec.ts.',
      ],
    };
  },
};

function deriveAll(day: MeasuredDay, purpose: Purpose): Derived[] {
  return [
    ...fromAreas(day, purpose),
    ...fromAges(day, purpose),
    ...fromParents(day, purpose),
    ...fromTrackers(day, purpose),
  ];
}

interface TableValues {
  readonly noisy: readonly number[];
  readonly exact: Float64Array;
  readonly columns: number;
  readonly rows: number;
  readonly variance: number;
  readonly unitsPerPerson: number;
}

type Attacked = 'presence' | 'visitors' | 'visitors-by-age' | 'dwell' | 'origin';

function valuesOf(day: MeasuredDay, purpose: Purpose, which: Attacked): TableValues {
  const product = which === 'visitors-by-age' ? 'visitors' : which;
  const release = releaseOf(day, { product, purpose });
  const { values, variance, columns } = tableOf(release, which);
  const { offset, figures } = partOf(day.cube, which);
  const { unitsPerPerson } = TABLE_BOUNDS[which];
  const exact = exactOf(day, release.groups).subarray(offset, offset + figures);
  return { noisy: values, exact, columns: columns.length, rows: release.rows.length, variance, unitsPerPerson };
}

const sumOf = (list: readonly number[], values: ArrayLike<number>): number =>
  list.reduce((total, index) => total + values[index]!, 0);

/** `Σ of some lists − Σ of others`, as an attacker asks for each; `wanted` is what is left, which nobody was asked for. */
function derive(
  attack: string,
  table: TableValues,
  asked: { plus: readonly (readonly number[])[]; minus: readonly (readonly number[])[]; wanted: readonly number[] },
): Derived {
  const { plus, minus, wanted } = asked;
  const of = (values: ArrayLike<number>) =>
    plus.reduce((sum, list) => sum + sumOf(list, values), 0) -
    minus.reduce((sum, list) => sum + sumOf(list, values), 0);
  const least = LEAST_PEOPLE * table.unitsPerPerson;
  const hidden = [...plus, ...minus].some((list) => sumOf(list, table.exact) < least);
  return {
    attack,
    derived: of(table.noisy),
    truth: sumOf(wanted, table.exact),
    variance: table.variance * wanted.length,
    ofRaw: of(table.exact),
    ofSuppressed: hidden ? NaN : of(table.exact),
  };
}

/** The whole city minus the city without one zone, hour by hour; and dwell in the same way. */
function fromAreas(day: MeasuredDay, purpose: Purpose): Derived[] {
  return (['presence', 'dwell'] as const).flatMap((which) => {
    const table = valuesOf(day, purpose, which);
    return indexes(table.columns).flatMap((column) => {
      const all = indexes(table.rows).map((row) => row * table.columns + column);
      return all.map((one) =>
        derive(`${which}: area minus area but one`, table, {
          plus: [all],
          minus: [all.filter((other) => other !== one)],
          wanted: [one],
        }),
      );
    });
  });
}

/** Everybody in a zone minus all other ages. Figures were fitted to each other, so what is left is the age's own fitted figure. */
function fromAges(day: MeasuredDay, purpose: Purpose): Derived[] {
  const total = valuesOf(day, purpose, 'visitors');
  const ages = valuesOf(day, purpose, 'visitors-by-age');
  // One table behind the other: the attacker asks for both.
  const both: TableValues = {
    ...ages,
    noisy: [...ages.noisy, ...total.noisy],
    exact: Float64Array.of(...ages.exact, ...total.exact),
  };
  return indexes(total.rows).flatMap((row) => {
    const all = indexes(ages.columns).map((age) => row * ages.columns + age);
    return all.map((one) =>
      derive('visitors: all ages minus others', both, {
        plus: [[ages.noisy.length + row]],
        minus: all.filter((other) => other !== one).map((other) => [other]),
        wanted: [one],
      }),
    );
  });
}

/** A zone's whole day minus all but two of its hours: a parent minus the other children. */
function fromParents(day: MeasuredDay, purpose: Purpose): Derived[] {
  const table = valuesOf(day, purpose, 'presence');
  return indexes(table.rows).flatMap((row) => {
    const all = indexes(table.columns).map((column) => row * table.columns + column);
    return indexes(Math.floor(all.length / 2)).map((pair) => {
      const wanted = all.slice(2 * pair, 2 * pair + 2);
      const minus = [all.filter((one) => !wanted.includes(one))];
      return derive('presence: day minus all but two hours', table, { plus: [all], minus, wanted });
    });
  });
}

/** `q(A or T) + q(A or not T) − q(everything)`: A alone was never asked. T: every other zone. */
function fromTrackers(day: MeasuredDay, purpose: Purpose): Derived[] {
  // Home areas are known where there are districts.
  if (!day.cube.products.includes('origin')) return [];
  const table = valuesOf(day, purpose, 'origin');
  return indexes(table.columns).flatMap((column) => {
    const all = indexes(table.rows).map((row) => row * table.columns + column);
    const tracker = all.filter((_, row) => row % 2 === 0);
    const rest = all.filter((_, row) => row % 2 === 1);
    return all.map((one) =>
      derive('origin: tracker', table, {
        plus: [tracker, rest].map((part) => (part.includes(one) ? part : [...part, one])),
        minus: [all],
        wanted: [one],
      }),
    );
  });
}

/** Hashes of every release of a day: as released, asked again, and after somebody of the day withdrew. */
function askAgain({ world, noise }: Arena): ReadonlySet<string> {
  const day = measureDay(world.cube, world.days[0]!, world.city, noise);
  const hash = (asked: MeasuredDay) =>
    PURPOSES.flatMap((purpose) =>
      world.cube.products.map((product) => hashOf(releaseOf(asked, { product, purpose }))),
    ).join();
  // The withdrawn person's rows are gone; measurements are rows that never change, and nothing else is read.
  const withdrawn = { ...day, exact: new Map() };
  return new Set([hash(day), hash(day), hash(withdrawn)]);
}

const indexes = (length: number): number[] => Array.from({ length }, (_, index) => index);
