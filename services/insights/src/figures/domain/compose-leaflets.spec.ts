import type { ZoneId } from '@passant/contracts';
import { BERLIN, DAY, finish, makeTable } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { composeLeaflets } from './compose-leaflets';
import { toPeriod } from './periods';

const HOMES = Array.from({ length: 30 }, (_, index) => `h${index}` as ZoneId);
const SHOP = 'h0' as ZoneId;
const SD = 31.6;

/** Seeded normal noise: twelve even ones, added. */
function makeNoise(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => Array.from({ length: 12 }, uniform).reduce((sum, one) => sum + one, -6);
}

/** Visits that a panel of so many makes, not extrapolated: all that is uncertain is the noise. */
const visitsOf = (home: number) => 40 + 25 * ((home * 7) % 30);

function plan(noise: (home: number) => number, leaflets = 8000) {
  const noisy = (_zone: ZoneId, home: number) => Math.round(visitsOf(home) + noise(home));
  const table = makeTable('origin', { zones: HOMES, columns: HOMES, variance: SD ** 2, noisy });
  const tables = toTables([finish({ product: 'origin', zones: HOMES, tables: [table], extrapolation: null })]);
  return composeLeaflets(
    {
      ...{ days: toPeriod({ from: DAY, to: DAY }, BERLIN).days, leaflets, target: null, first: 1000 },
      ...{
        leafletsOf: new Map(HOMES.map((home, index) => [home, 500 + 100 * (index % 5)])),
        toUnit: () => 'people a day',
      },
    },
    { tables, zones: [tables.byZone.get(SHOP)!] },
  );
}

describe('a leaflet plan from released origin', () => {
  it('reaches what it says in 95 of 100 cases, though it serves those areas that look best', () => {
    const noise = makeNoise(3);
    const worlds = 300;
    let [inside, off] = [0, 0];
    for (let world = 0; world < worlds; world += 1) {
      const { homes, served, totals } = plan(() => SD * noise());
      const truth = homes.reduce((sum, home, index) => sum + (served[index] ?? 0) * visitsOf(HOMES.indexOf(home)), 0);
      if (totals!.reach.low <= truth && truth <= totals!.reach.high) inside += 1;
      off += totals!.reach.value / truth - 1;
    }
    expect(inside / worlds).toBeGreaterThan(0.92);
    expect(Math.abs(off / worlds)).toBeLessThan(0.01);
  });

  it('never serves a suppressed area, and counts it into the whole', () => {
    const { homes, served, statuses, totals, shares, notServable } = plan(() => 0, 1_000_000);
    const suppressed = homes.filter((_, index) => statuses[index] === 'SUPPRESSED');
    expect(suppressed.length).toBe(notServable);
    expect(notServable).toBeGreaterThan(0);
    expect(homes.flatMap((home, index) => (served[index] ? [] : [home]))).toEqual(suppressed);
    const known = HOMES.filter((home) => !suppressed.includes(home));
    const add = (some: readonly ZoneId[]) => some.reduce((sum, home) => sum + visitsOf(HOMES.indexOf(home)), 0);
    expect(totals!.share.value).toBeCloseTo(add(known) / add(HOMES), 9);
    expect(shares[known.length - 1]).toBeCloseTo(totals!.share.value, 9);
    expect(totals!.everywhere).toBeGreaterThan(totals!.leaflets);
    expect(totals!.unknownLeaflets).toBe(totals!.everywhere - totals!.leaflets);
  });

  it('saves leaflets against serving every area alike', () => {
    const { totals } = plan(() => 0);
    expect(totals!.leaflets).toBe(8000);
    expect(totals!.evenLeaflets.value).toBeGreaterThan(8000);
    expect(totals!.evenLeaflets.low).toBeLessThan(totals!.evenLeaflets.value);
  });

  it('is nothing where a day is not released', () => {
    const empty = { byPeriod: new Map(), byZone: new Map() };
    const question = { days: [DAY], leaflets: 100, target: null, first: 10, leafletsOf: new Map(), toUnit: () => '' };
    expect(composeLeaflets(question, { tables: empty, zones: [new Map()] })).toMatchObject({ homes: [], totals: null });
  });
});
