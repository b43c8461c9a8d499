import { factorOfFigure, type Product, type Region, type Table } from '@passant/contracts';
import { DEFAULT_POLICY, sigmaSquaredOf, tau, thresholdZ } from '@passant/privacy';
import fc from 'fast-check';
import { allStrata, aPlan, countCity, HOURS, measureCity, measuredAs, type City } from '../../test/test-city';
import { composeRelease, type ComposedRelease, type ReleaseToCompose } from './compose-release';

const [ZONES, REGIONS] = [12, 3];
const people = (region: number, age: number, gender: number) => 4000 + 500 * region + 300 * age + 100 * gender;
const regions: Region['residents'][] = [0, 1, 2].map((region) => {
  const of = (gender: number) => [0, 1, 2, 3, 4, 5].map((age) => people(region, age, gender));
  const [female, male] = [of(0), of(1)];
  const sum = (values: number[]) => values.reduce((all, one) => all + one, 0);
  // A fifth more are under 18.
  return { female: sum(female) * 1.25, male: sum(male) * 1.25, adults: { female, male } };
});

function aCity(over: Partial<City> = {}, withAges = true): City {
  const plan = aPlan({ zones: ZONES, regions: REGIONS, residents: regions[0]! });
  const known = plan.regions.map((region, index) => ({
    ...region,
    residents: { ...regions[index]!, adults: withAges ? regions[index]!.adults : null },
  }));
  return {
    frame: { plan: { ...plan, regions: known }, hours: HOURS },
    residents: people,
    consent: () => 0.4,
    // Each zone draws from each region and age alike, more from its own region.
    visitors: (zone, region, age, gender) =>
      people(region, age, gender) * 0.02 * (1 + 0.1 * zone) * (region === Math.floor((zone * REGIONS) / ZONES) ? 3 : 1),
    profileGiven: 0.7,
    homeGiven: 0.8,
    ...over,
  };
}

function release(city: City, product: Product, over: Partial<ReleaseToCompose> = {}): ComposedRelease {
  const composed = composeRelease({
    product,
    purpose: 'place-statistics',
    frame: city.frame,
    policy: DEFAULT_POLICY,
    measured: measuredAs(countCity(city), city.frame),
    adultShare: 0.8,
    ...measureCity(city),
    ...over,
  });
  if (!composed) throw new Error('expected a release');
  return composed;
}

type Plan = City['frame']['plan'];

/** People, extrapolated, of one figure; null where it is not. */
function peopleOf(composed: ComposedRelease, table: Table, at: { row: number; column: number }): number | null {
  const found = composed.tables.find((one) => one.table === table)!;
  const factor = factorOfFigure({ extrapolation: composed.extrapolation }, found, at);
  return factor && factor.factor * found.values[at.row * found.columns.length + at.column]!;
}

const truth = (city: City, zone: number, matches: (region: number, age: number, gender: number) => boolean): number => {
  let sum = 0;
  for (let region = 0; region < REGIONS; region += 1) {
    for (const { age, gender } of allStrata) {
      if (matches(region, age, gender)) sum += city.visitors(zone, region, age, gender);
    }
  }
  return sum;
};

/** Between 30 and 70 % by age, gender and district. */
const varying = (region: number, age: number, gender: number) => 0.3 + 0.12 * region + 0.024 * age + 0.04 * gender;

test('a day on which everybody is in one zone is released: that zone for all of them, and no other', () => {
  const full = 3;
  const city = aCity({ visitors: (zone, ...of) => (zone === full ? people(...of) : 0), profileGiven: 1, homeGiven: 1 });
  const composed = release(city, 'visitors');
  const all = truth(city, full, () => true);
  expect(peopleOf(composed, 'visitors', { row: full, column: 0 })! / all).toBeCloseTo(1, 6);
  for (const { table, values, tau: threshold, columns, published } of composed.tables) {
    const rows = values.flatMap((value, index) => (value >= threshold ? [Math.floor(index / columns.length)] : []));
    expect([table, new Set(rows), published]).toEqual([table, new Set([full]), rows.length]);
  }
  const home = release(city, 'origin').tables[0]!;
  expect(home.published).toBe(home.columns.length);
});

describe('extrapolation', () => {
  test.each([
    ['uniform', () => 0.4, 1e-9],
    ['varying', varying, 0.02],
  ])('gives the city’s visitors where consent is %s', (_, consent, tolerance) => {
    const city = aCity({ consent });
    const composed = release(city, 'visitors');
    expect(composed.extrapolation).toMatchObject({ strata: 'age-and-gender' });
    for (let zone = 0; zone < ZONES; zone += 1) {
      const all = truth(city, zone, () => true);
      expect(Math.abs(peopleOf(composed, 'visitors', { row: zone, column: 0 })! / all - 1)).toBeLessThan(
        tolerance + 1e-9,
      );
      for (let age = 0; age < 6; age += 1) {
        const ofAge = truth(city, zone, (_region, one) => one === age);
        const found = peopleOf(composed, 'visitors-by-age', { row: zone, column: age })!;
        expect(Math.abs(found / ofAge - 1)).toBeLessThan(tolerance + 1e-9);
      }
      const women = truth(city, zone, (_region, _age, gender) => gender === 0);
      const found = peopleOf(composed, 'visitors-by-gender', { row: zone, column: 0 })!;
      expect(Math.abs(found / women - 1)).toBeLessThan(tolerance + 1e-9);
    }
  });

  test('without strata would be off by more than a tenth where consent varies', () => {
    const city = aCity({ consent: varying });
    const composed = release(city, 'visitors', { strata: null });
    expect(composed.extrapolation).toMatchObject({ strata: 'total' });
    const found = peopleOf(composed, 'visitors-by-age', { row: 0, column: 0 })!;
    expect(Math.abs(found / truth(city, 0, (_, age) => age === 0) - 1)).toBeGreaterThan(0.1);
  });

  test('weights origin by the strata of the home area, not of the zone', () => {
    const city = aCity({ consent: varying });
    const composed = release(city, 'origin');
    const table = composed.tables[0]!;
    for (let zone = 0; zone < ZONES; zone += 1) {
      for (let column = 0; column < table.columns.length; column += 1) {
        const region = Math.floor((column * REGIONS) / ZONES);
        const all = truth(city, zone, (one) => one === region) / (ZONES / REGIONS);
        expect(Math.abs(peopleOf(composed, 'origin', { row: zone, column })! / all - 1)).toBeLessThan(0.02);
      }
    }
  });

  test('weights hours present by people, visits by visits, and tells what of a factor is mixing', () => {
    // Who is 65 and over makes three visits where others make four, and agrees a quarter as often.
    const ofOld = (share: number, age: number) => (age === 5 ? share : 1);
    const city = aCity({
      consent: (...of) => 0.4 * ofOld(0.25, of[1]),
      visitors: (_zone, ...of) => people(...of) * 0.02 * ofOld(0.75, of[1]),
    });
    const add = (of: (region: number, age: number, gender: number) => number) =>
      allStrata.reduce(
        (sum, { age, gender }) => sum + [0, 1, 2].reduce((all, one) => all + of(one, age, gender), 0),
        0,
      );
    const presence = new Array<number>(ZONES * HOURS.length).fill(16_000);
    const measured = measuredAs({ ...countCity(city), presence }, city.frame);
    const [ofPresence, ofVisitors] = (['presence', 'visitors'] as const).map(
      (product) => release(city, product, { measured }).extrapolation!.factors,
    );
    const panel = (...of: [number, number, number]) => city.consent(...of) * people(...of);
    const byPeople = add(people) / add(panel);
    const byVisits =
      add((...of) => city.visitors(0, ...of)) / add((...of) => city.consent(...of) * city.visitors(0, ...of));
    expect(byPeople / byVisits).toBeGreaterThan(1.03);
    for (const [row, one] of ofPresence!.entries()) {
      expect(one!.factor / byPeople).toBeCloseTo(1, 2);
      expect(ofVisitors![row]!.factor / byVisits).toBeCloseTo(1, 2);
      expect(one!.mixing).toBeGreaterThan(0);
      expect(one!.mixing).toBeLessThan(one!.variance);
      expect(ofVisitors![row]).not.toHaveProperty('mixing');
    }
  });

  test('weights a home region that noise cut out of a zone as the city weights it', () => {
    const city = aCity({ consent: varying });
    const counts = countCity(city);
    // As if noise had made all figures of region 2 negative in zone 0.
    const origin = counts.origin.map((value, index) => (index < ZONES && index >= 8 ? -50 : value));
    const composed = release(city, 'origin', { measured: measuredAs({ ...counts, origin }, city.frame) });
    const factorOf = (row: number) => factorOfFigure(composed, composed.tables[0]!, { row, column: 11 })!.factor;
    expect(factorOf(0) / factorOf(1)).toBeCloseTo(1, 1);
  });

  test('does not extrapolate those who gave no profile: the others stand for them', () => {
    const composed = release(aCity(), 'visitors');
    expect(peopleOf(composed, 'visitors-by-age', { row: 0, column: 6 })).toBeNull();
    expect(peopleOf(composed, 'visitors-by-gender', { row: 0, column: 2 })).toBeNull();
    expect(peopleOf(composed, 'visitors-by-age-and-gender', { row: 0, column: 2 })).toBeNull();
  });

  test('takes gender and the country’s adult share where public ages are missing, and says so', () => {
    const city = aCity({}, false);
    const composed = release(city, 'visitors');
    expect(composed.extrapolation).toMatchObject({ strata: 'gender-and-adult-share' });
    const found = peopleOf(composed, 'visitors', { row: 5, column: 0 })!;
    expect(found / truth(city, 5, () => true)).toBeCloseTo(1, 9);
    const ofAge = peopleOf(composed, 'visitors-by-age', { row: 5, column: 1 })!;
    expect(ofAge / truth(city, 5, (_, age) => age === 1)).toBeCloseTo(1, 2);
  });

  test.each([
    ['measured strata are missing', { strata: null }, (plan: Plan) => plan],
    [
      'a region has no residents',
      {},
      (plan: Plan) => ({ ...plan, regions: [{ ...plan.regions[0]!, residents: null }, ...plan.regions.slice(1)] }),
    ],
  ])('falls back to all adults over the day’s total where %s', (_, over, change) => {
    const city = aCity();
    const changed = { ...city, frame: { ...city.frame, plan: change(city.frame.plan) } };
    const composed = release(changed, 'visitors', over);
    const panel = measureCity(changed).sizes[0]!.size;
    expect(composed.extrapolation).toMatchObject({ strata: 'total', panelMeasured: panel });
    // Nobody under 18: 0.8 of the plan's residents, or the sum of their bands.
    const adults = change(city.frame.plan).regions.every(({ residents }) => residents)
      ? allStrata
          .flatMap(({ age, gender }) => [0, 1, 2].map((region) => people(region, age, gender)))
          .reduce((sum, one) => sum + one, 0)
      : city.frame.plan.residents! * 0.8;
    expect(composed.extrapolation!.factors[0]!.factor).toBeCloseTo(adults / panel, 9);
  });

  test('is left out where neither ages nor an adult share are known, or no residents', () => {
    const city = aCity({}, false);
    expect(release(city, 'visitors', { adultShare: null }).extrapolation).toBeNull();
    const regions = city.frame.plan.regions.map((region) => ({ ...region, residents: null }));
    const plan = { ...city.frame.plan, regions, residents: null };
    expect(release({ ...city, frame: { ...city.frame, plan } }, 'visitors').extrapolation).toBeNull();
  });

  test('comes to the same total by age, by gender and by both, whoever gave only one of them', () => {
    const share = fc.double({ min: 0, max: 0.4, noNaN: true });
    fc.assert(
      fc.property(fc.array(share, { minLength: 24, maxLength: 24 }), fc.boolean(), (shares, withAges) => {
        const oneGiven = (age: number, gender: number) => ({
          // Where public ages are missing, giving must not depend on them.
          age: shares[withAges ? 2 * age + gender : gender]!,
          gender: shares[12 + (withAges ? 2 * age + gender : gender)]!,
        });
        const composed = release(aCity({ oneGiven }, withAges), 'visitors');
        const totals = composed.tables.map(({ table, columns }) =>
          columns.reduce((sum, _, column) => sum + (peopleOf(composed, table, { row: 5, column }) ?? 0), 0),
        );
        for (const total of totals) expect(Math.abs(total / totals[0]! - 1)).toBeLessThan(0.01);
      }),
      { numRuns: 15 },
    );
  });

  test('leaves out rows with more than a fifth of their weight in strata sampled under 1 %', () => {
    // Hardly anybody of region 0 agreed, and hardly anybody else goes to its zones.
    const city = aCity({
      consent: (region) => (region === 0 ? 0.008 : 0.5),
      visitors: (zone, region, age, gender) =>
        people(region, age, gender) * (region === Math.floor((zone * REGIONS) / ZONES) ? 0.2 : 0.0002),
    });
    const { extrapolation } = release(city, 'presence', {
      measured: measuredAs({ ...countCity(city), presence: new Array<number>(ZONES * 24).fill(500) }, city.frame),
    });
    const factors = extrapolation!.factors.map((one) => one !== null);
    expect(factors.slice(0, 4)).toEqual([false, false, false, false]);
    expect(factors.slice(4)).toEqual(new Array(8).fill(true));
  });

  test('scales the month’s strata to the day’s measured total', () => {
    const city = aCity();
    const { strata, sizes } = measureCity(city);
    const grown = sizes.map((one) => ({ ...one, size: one.size * 1.25 }));
    const [before, after] = [sizes, grown].map(
      (day) => release(city, 'visitors', { strata, sizes: day }).extrapolation!.factors[3]!.factor,
    );
    expect(before! / after!).toBeCloseTo(1.25, 9);
  });

  test('does not tell home regions apart where that would divide by noise', () => {
    // 1,200 people in 36 strata: 33 in each, with a noise of 17.
    const city = aCity({ consent: () => 0.008 + 0.02 });
    const composed = release(city, 'visitors');
    const { strata, factors } = composed.extrapolation!;
    expect(strata).toBe('age-and-gender');
    expect(factors.every((one) => one !== null)).toBe(true);
  });
});

describe('a release', () => {
  test('has thresholds from the fitted standard deviation and the number of figures of each table', () => {
    const city = aCity();
    const measured = new Map(
      [...measuredAs(countCity(city), city.frame)].map(([group, tables]) => [
        group,
        new Map(
          [...tables].map(([table, noisy]) => [
            table,
            { ...noisy, sigmaSquared: sigmaSquaredOf(DEFAULT_POLICY, table)! },
          ]),
        ),
      ]),
    );
    const { tables } = release(city, 'visitors', { measured });
    for (const { table, variance, tau: threshold, columns } of tables) {
      expect(variance).toBeLessThan(sigmaSquaredOf(DEFAULT_POLICY, table)!);
      expect(threshold).toBeCloseTo(tau(20, thresholdZ(ZONES * columns.length), Math.sqrt(variance)), 9);
    }
    // One group, as the documents have it: visitors 21.3 people instead of 29.3 before least squares.
    expect(Math.sqrt(tables[0]!.variance)).toBeLessThan(29.3);
  });

  test('has visitors’ tables that add up', () => {
    const { tables } = release(aCity(), 'visitors');
    const sumOf = (table: Table, zone: number) => {
      const { values, columns } = tables.find((one) => one.table === table)!;
      return values.slice(zone * columns.length, (zone + 1) * columns.length).reduce((sum, one) => sum + one, 0);
    };
    for (const { table } of tables) expect(sumOf(table, 4)).toBeCloseTo(sumOf('visitors', 4), 6);
  });

  test('never publishes in a zone without coverage, and of flows at neither end', () => {
    const city = aCity();
    const zones = city.frame.plan.zones.map((zone, index) => ({ ...zone, covered: index > 0 }));
    const frame = { ...city.frame, plan: { ...city.frame.plan, zones } };
    const flows = new Array<number>(ZONES * ZONES * 6).fill(10_000);
    const measured = measuredAs(
      { ...countCity(city), flows, presence: new Array<number>(ZONES * 24).fill(1e6) },
      frame,
    );
    expect(release({ ...city, frame }, 'presence', { measured }).tables[0]).toMatchObject({
      published: 11 * 24,
      suppressed: 0,
    });
    expect(release({ ...city, frame }, 'flows', { measured }).tables[0]).toMatchObject({
      published: 11 * 11 * 6,
      suppressed: 0,
    });
  });

  test('of a product without a measured table is none', () => {
    const city = aCity();
    expect(
      composeRelease({
        ...measureCity(city),
        product: 'dwell',
        purpose: 'public-planning',
        frame: city.frame,
        policy: DEFAULT_POLICY,
        measured: measuredAs(countCity(city), city.frame),
        adultShare: null,
      }),
    ).toBeNull();
  });
});
