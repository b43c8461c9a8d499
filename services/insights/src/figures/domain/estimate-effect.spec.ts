import { prepareControls } from './choose-controls';
import { type Design, type Effect, estimateEffect } from './estimate-effect';
import type { Window, ZoneDays } from './measure-change';

/** Seeded (mulberry32), so that every run sees the same worlds. */
function makeRandom(seed: number) {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal };
}

const WEEKS = { before: 6, during: 2 };
const DAYS = 7 * (WEEKS.before + WEEKS.during);
const ZONES = 24;
const FACTOR = 5;
const NOISE_SD = 41;

interface World {
  readonly effect: number;
  /** How far zones drift apart from the time before to the time of the action (sd of the logarithm). */
  readonly drift: number;
}

/** A city: sizes, weekdays, common weather, zones' own days and drift, a panel of a fifth, and noise. Zone 0 is treated. */
function makeZones(random: ReturnType<typeof makeRandom>, { effect, drift }: World): ZoneDays[] {
  const common = Array.from({ length: DAYS }, () => Math.exp(0.1 * random.normal()));
  return Array.from({ length: ZONES }, (_, zone) => {
    const size = 1500 * Math.exp(0.7 * random.normal());
    const weekend = 0.6 + 0.8 * random.uniform();
    const ownDrift = Math.exp(drift * random.normal());
    const values = Array.from({ length: DAYS }, (_, day) => {
      const isAction = day >= 7 * WEEKS.before;
      const level = (isAction ? ownDrift * (zone === 0 ? 1 + effect : 1) : 1) * common[day]!;
      const people = size * level * (day % 7 >= 5 ? weekend : 1) * Math.exp(0.03 * random.normal());
      const panel = people + Math.sqrt(people * (1 - 1 / FACTOR)) * random.normal() + NOISE_SD * random.normal();
      return FACTOR * panel;
    });
    return {
      values,
      noise: values.map(() => (FACTOR * NOISE_SD) ** 2),
      sampling: values.map((value) => FACTOR * Math.max(value, 1) * (1 - 1 / FACTOR)),
    };
  });
}

const window = (isDuring: (day: number) => boolean, isBase: (day: number) => boolean): Window => {
  const days = [...Array(DAYS).keys()];
  const [during, base] = [days.filter(isDuring), days.filter(isBase)];
  return {
    during: days.map((day) => (isDuring(day) ? 1 : 0)),
    base: days.map((day) => (isBase(day) ? during.length / base.length : 0)),
  };
};
const BEFORE = 7 * WEEKS.before;
const ACTION = window(
  (day) => day >= BEFORE,
  (day) => day < BEFORE,
);
const EARLIER = [0, 1, 2].map((step) => {
  const isIn = (day: number) => Math.floor(day / (7 * WEEKS.during)) === step;
  return window(isIn, (day) => day < BEFORE && !isIn(day));
});

function toDesign(zones: readonly ZoneDays[]): Design {
  const donors = [...zones.keys()].slice(1);
  const prepared = prepareControls(zones, ACTION);
  const choose = (zone: number) =>
    prepared(
      zones[zone]!,
      donors.filter((one) => one !== zone),
    );
  return {
    ...{ window: ACTION, earlier: EARLIER, controls: choose(0) },
    placebos: new Map(donors.map((donor) => [donor, choose(donor)])),
  };
}

function run(world: World, { worlds, seed }: { worlds: number; seed: number }): Effect[] {
  const random = makeRandom(seed);
  return Array.from({ length: worlds }, () => {
    const zones = makeZones(random, world);
    return estimateEffect(zones[0]!, zones, toDesign(zones))!;
  });
}

const share = (effects: readonly Effect[], is: (effect: Effect) => boolean) =>
  effects.filter(is).length / effects.length;
/** Three standard errors of a share. */
const threeErrors = (probability: number, worlds: number) => 3 * Math.sqrt((probability * (1 - probability)) / worlds);
const isDetected = ({ verdict }: Effect) => verdict !== 'NOT_DETECTABLE';
const WORLDS = 150;

describe('the effect of an action', () => {
  it.each([0, 0.06])(
    'is not seen where there is none in more than 5 of 100 cases, zones drifting by %s; the interval holds 0 as often',
    (drift) => {
      const effects = run({ effect: 0, drift }, { worlds: WORLDS, seed: 11 });
      expect(share(effects, isDetected)).toBeLessThanOrEqual(0.05 + threeErrors(0.05, WORLDS));
      const holds = share(effects, ({ change }) => change.low <= 0 && 0 <= change.high);
      expect(holds).toBeGreaterThanOrEqual(0.95 - threeErrors(0.05, WORLDS));
    },
  );

  it('lies in its interval in 95 of 100 cases, and is found without bias', () => {
    const effects = run({ effect: 0.1, drift: 0.03 }, { worlds: WORLDS, seed: 12 });
    const holds = share(effects, ({ change }) => change.low <= 0.1 && 0.1 <= change.high);
    expect(holds).toBeGreaterThanOrEqual(0.95 - threeErrors(0.05, WORLDS));
    expect(holds).toBeLessThan(0.999);
    const mean = effects.reduce((sum, { change }) => sum + change.value, 0) / WORLDS;
    expect(Math.abs(mean - 0.1)).toBeLessThan(0.01);
  });

  it('is seen where it is large, more or less', () => {
    for (const [effect, verdict] of [
      [0.25, 'DETECTED_INCREASE'],
      [-0.25, 'DETECTED_DECREASE'],
    ] as const) {
      const effects = run({ effect, drift: 0.03 }, { worlds: 40, seed: 13 });
      expect(share(effects, (one) => one.verdict === verdict)).toBeGreaterThan(0.95);
    }
  });

  it('of the size that is stated as the smallest is seen in about 80 of 100 cases', () => {
    const random = makeRandom(14);
    let seen = 0;
    for (let world = 0; world < 100; world += 1) {
      const zones = makeZones(random, { effect: 0, drift: 0.03 });
      const { smallest } = estimateEffect(zones[0]!, zones, toDesign(zones))!;
      const raised = zones[0]!.values.map((value, day) => (day >= BEFORE ? value * (1 + smallest) : value));
      const changed = [{ ...zones[0]!, values: raised }, ...zones.slice(1)];
      if (estimateEffect(changed[0]!, changed, toDesign(changed))!.verdict === 'DETECTED_INCREASE') seen += 1;
    }
    expect(seen / 100).toBeGreaterThan(0.65);
    expect(seen / 100).toBeLessThan(0.97);
  });

  it('is harder to see among several verdicts at once, with the same limits', () => {
    const zones = makeZones(makeRandom(15), { effect: 0, drift: 0.03 });
    const [one, eight] = [1, 8].map((tests) => estimateEffect(zones[0]!, zones, toDesign(zones), tests)!);
    expect(eight!.change).toEqual(one!.change);
    expect(eight!.smallest).toBeGreaterThan(one!.smallest);
  });

  it('is told with its placebo tests: zones without an action, and earlier periods', () => {
    const zones = makeZones(makeRandom(16), { effect: 0.5, drift: 0.02 });
    const effect = estimateEffect(zones[0]!, zones, toDesign(zones))!;
    expect(effect.placebos).toEqual({ zones: ZONES - 1, asExtreme: 0 });
    expect(effect.earlier).toHaveLength(3);
    expect(effect.people.value).toBeGreaterThan(0);
  });

  it('cannot be told of a zone without figures, or without others', () => {
    const zones = makeZones(makeRandom(17), { effect: 0, drift: 0 });
    const design = toDesign(zones);
    expect(estimateEffect({ ...zones[0]!, values: zones[0]!.values.map(() => 0) }, zones, design)).toBeNull();
    expect(estimateEffect(zones[0]!, zones, { ...design, placebos: new Map() })).toBeNull();
  });
});

describe('controls', () => {
  it('are chosen by the days before the action alone', () => {
    const zones = makeZones(makeRandom(18), { effect: 0, drift: 0.03 });
    const chosen = toDesign(zones).controls;
    const later = zones.map((zone, index) => ({
      ...zone,
      values: zone.values.map((value, day) => (day >= BEFORE ? value * (1 + index) : value)),
    }));
    expect(toDesign(later).controls).toEqual(chosen);
    expect(chosen).toHaveLength(10);
    expect(chosen.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  it('are those that went along best, and half of few candidates', () => {
    const like = (weekend: number): ZoneDays => {
      const values = Array.from({ length: DAYS }, (_, day) => 1000 * (day % 7 >= 5 ? weekend : 1));
      return { values, noise: values.map(() => 1), sampling: values.map(() => 1) };
    };
    const zones = [like(1.5), like(0.5), like(1.4), like(1), like(1.49), like(0.2)];
    const chosen = prepareControls(zones, ACTION)(zones[0]!, [1, 2, 3, 4, 5]);
    expect(chosen.map(({ index }) => index)).toEqual([4, 2]);
  });
});
