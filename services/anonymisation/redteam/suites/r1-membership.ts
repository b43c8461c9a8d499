import { DAILY_PRODUCTS, hoursOfDay, type Day, type Product } from '@passant/contracts';
import { aucBound, DEFAULT_POLICY, hitRateBound, type Policy } from '@passant/privacy';
import { hitRateAt, type Estimated } from '../attacks/statistics';
import { cubeTable, everyFigure, scoreTable, sparseTable, wideTable } from '../recorder';
import { atLeast, atLeastWithin3, atMostWithin3, type Arena, type Check, type Suite } from '../suite';
import { addPeople, costOf, cubeOf, HUNDREDFOLD, toSparse, variancesOf } from '../world/cube';
import { areaOf, scoreExactly, scoreReleases, scoreWorlds, type Drawing, type Question } from './membership-worlds';
import { averageTarget, fullTarget } from './targets';

const RHO = 0.03;
const DAYS = 7;
/** Hits at 1 % false alarms. */
const HIT_RATES = { day: 0.019, week: 0.047 };
/** The autumn day of 25 hours: the only one on which presence reaches its declared Δ². */
const LONGEST_DAY = '2026-10-25' as Day;

/** Worlds each way: of a day, of a week, of whole releases. */
const SIZES = {
  full: { worlds: 20_000, weeks: 20_000, releases: 200 },
  quick: { worlds: 2_000, weeks: 500, releases: 20 },
};

/**
 * R1, exact-but-one membership: the attacker knows everybody else's counts and what the target would add (`d`), and computes
 * `Σ d·(released − known)/σ²` over the noisy figures before suppression, of all products: the likelihood ratio, so that no attack on
 * them is stronger (Neyman and Pearson 1933). A person is in one group; the others' tables do not depend on the target.
 *
 * Figures where `d` is 0 have weight 0 and independent noise. So the many worlds draw the figures that the target touches and as many
 * others, by the mechanism of step 3; the whole releases draw every figure through step 3 itself, and must say the same.
 */
export const r1: Suite = {
  id: 'R1',
  title: 'exact-but-one membership',
  onCheckIns: true,
  async run(arena) {
    const form = SIZES[arena.quick ? 'quick' : 'full'];
    const sizes = {
      worlds: arena.size * form.worlds,
      weeks: arena.size * form.weeks,
      releases: arena.size * form.releases,
    };
    const full = questionOfFull(arena);
    const withReturnVisits = questionOfFull(arena, [...DAILY_PRODUCTS, 'frequency']);
    const average = questionOfAverage(arena);
    const kept: Record<'day' | 'releases', [number[], ArrayLike<number>][]> = { day: [], releases: [] };
    const { noise, recorder } = arena;
    const drawing = (name: 'day' | 'releases'): Drawing => ({
      noise,
      ...(recorder.keeps && { keep: (released, member) => void kept[name].push([[member], released]) }),
    });
    const score = (question: Question, policy: Policy, worlds: number) =>
      scoreWorlds({ ...question, policy }, { worlds }, { noise });
    const scores = {
      day: scoreWorlds(full, { worlds: sizes.worlds }, drawing('day')),
      week: scoreWorlds(full, { worlds: sizes.weeks, days: DAYS }, { noise }),
      withReturnVisits: score(withReturnVisits, DEFAULT_POLICY, sizes.worlds),
      average: score(average, DEFAULT_POLICY, sizes.worlds),
      releases: scoreReleases(full, sizes.releases, drawing('releases')),
      hundredfold: score(full, HUNDREDFOLD, Math.min(sizes.worlds, 2_000)),
    };
    const half = scores.day.out.length >> 1;
    const control = areaOf({ in: scores.day.out.subarray(0, half), out: scores.day.out.subarray(half) });
    const [auc, week, broken] = [areaOf(scores.day), areaOf(scores.week), areaOf(scores.hundredfold)];
    const exact = scoreExactly(full);
    const variances = variancesOf(full.cube, DEFAULT_POLICY);
    const spent = costOf(full.target, variances);
    const ofAverage = variancesOf(average.cube, DEFAULT_POLICY);
    await recorder.writeCsv('R1', 'targets', sparseTable(full.cube, [['full', full.target]], variances));
    await recorder.writeCsv('R1', 'average', sparseTable(average.cube, [['average', average.target]], ofAverage));
    await recorder.writeCsv('R1', 'scores', scoreTable(scores));
    await recorder.writeCsv('R1', 'known', cubeTable(full.cube, variances, { column: 'known', values: full.known }));
    await recorder.writeCsv('R1', 'days', wideTable(['member'], full.target.figures, kept.day));
    await recorder.writeCsv('R1', 'releases', wideTable(['member'], everyFigure(full.cube), kept.releases));
    return {
      measure: 'AUC, target with full contributions, one day',
      raw: exact.raw,
      k20: exact.k20,
      passant: auc.value,
      se: auc.se,
      baseline: control.value,
      passMark: aucBound(RHO) + 3 * auc.se,
      positiveControl: { value: broken.value, broken: !atMostWithin3('', broken, aucBound(RHO)).held },
      checks: [
        atLeast('raw counts: AUC', exact.raw, 0.99),
        ...around('full target, a day: AUC', auc, { days: 1, spent }),
        ...around('full target, a week: AUC', week, { days: DAYS, spent }),
        ...around('full target, whole releases through step 3: AUC', areaOf(scores.releases), { days: 1, spent }),
        ...around('full target with return visits, a day and the month: AUC', areaOf(scores.withReturnVisits), {
          days: 2,
          spent: costOf(withReturnVisits.target, variancesOf(withReturnVisits.cube, DEFAULT_POLICY)) / 2,
        }),
        atMostWithin3('average target, a day: AUC', areaOf(scores.average), aucBound(RHO)),
        atMostWithin3('hits at 1 % false alarms, a day', hitRateAt(scores.day.in, scores.day.out, 0.01), HIT_RATES.day),
        atMostWithin3(
          'hits at 1 % false alarms, a week',
          hitRateAt(scores.week.in, scores.week.out, 0.01),
          HIT_RATES.week,
        ),
        atMostWithin3('control group (not in the data): AUC', control, 0.5),
        atLeastWithin3('control group: AUC, not below', control, 0.5),
      ],
      notes: [
        `Bound Φ(√ρ): ${aucBound(RHO).toFixed(4)} a day, ${aucBound(DAYS * RHO).toFixed(4)} a week. Hits at 1 % false alarms by theory: ` +
          `${hitRateBound(RHO, 0.01).toFixed(4)} and ${hitRateBound(DAYS * RHO, 0.01).toFixed(4)}.`,
        `Full target: rho ${spent.toFixed(5)}; average one: ${costOf(average.target, ofAverage).toFixed(5)}.`,
        `${sizes.worlds} days, ${sizes.weeks} weeks and ${sizes.releases} whole releases each way.`,
      ],
    };
  },
};

/**
 * Neither above the bound nor weaker than a working attack would be. `spent`: what the target really costs a day, which is under the
 * promise where a table is not measured (origin, without home areas).
 */
const around = (name: string, value: Estimated, { days, spent }: { days: number; spent: number }): Check[] => [
  atMostWithin3(name, value, aucBound(days * RHO)),
  atLeastWithin3(`${name}, not weaker`, value, aucBound(days * spent)),
];

function questionOfFull({ world }: Arena, products: readonly Product[] = DAILY_PRODUCTS): Question {
  const { plan } = world.cube.frame;
  const cube = cubeOf({ plan, hours: hoursOfDay(LONGEST_DAY, world.city.market.timeZone) }, products);
  const others = world.days[0]!.counted.map((counted) => toSparse(cube, counted));
  return {
    cube,
    target: fullTarget(cube),
    known: addPeople(new Float64Array(cube.figures), others),
    policy: DEFAULT_POLICY,
  };
}

function questionOfAverage({ world }: Arena): Question {
  const { cube, days } = world;
  const person = averageTarget(world);
  const target = days[0]!.people[person]!;
  const known = addPeople(addPeople(new Float64Array(cube.figures), days[0]!.people), [target], -1);
  return { cube, target, known, policy: DEFAULT_POLICY };
}
