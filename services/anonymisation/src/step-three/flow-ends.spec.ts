import { DAY_PARTS, FLOW_PAIR_KM, type ZoneId } from '@passant/contracts';
import { distanceKm } from '@passant/geography';
import fc from 'fast-check';
import { listFlowEnds, type FlowPlan } from './flow-ends';

const PARTS = DAY_PARTS.length;
const RUNS = { numRuns: 200, seed: 20261129 };

/** Up to 25 zones within some 200 km, dealt to up to 5 regions at random: regions need not hang together. */
const plans = fc.integer({ min: 1, max: 5 }).chain((regions) => {
  const place = fc.record({
    longitude: fc.double({ min: 10, max: 13, noNaN: true }),
    latitude: fc.double({ min: 50, max: 52, noNaN: true }),
  });
  const zone = fc.record({ region: fc.integer({ min: 0, max: regions - 1 }), middle: place });
  return fc.array(zone, { minLength: 2, maxLength: 25 }).map((zones) => ({
    zones: zones.map((one, index) => ({ ...one, id: `z${index}` as ZoneId })),
    regions: Array.from({ length: regions }, (_, index) => ({ id: `R-${index}` as ZoneId })),
  }));
});
/** The most figures below which all pairs of zones are too many. */
const justTooFew = ({ zones }: FlowPlan): number => zones.length ** 2 * PARTS - 1;
const isNear = ({ zones }: FlowPlan, from: number, to: number): boolean =>
  distanceKm(zones[from]!.middle!, zones[to]!.middle!) <= FLOW_PAIR_KM;

describe('the ends of flows by pairs', () => {
  test('give every ordered pair of zones exactly one figure: its own where it is near, else that of its regions', () => {
    let listed = 0;
    fc.assert(
      fc.property(plans, (plan) => {
        const ends = listFlowEnds(plan, justTooFew(plan));
        fc.pre(ends?.kind === 'pairs');
        listed += 1;
        const rows = ends!.pairs!.map((pair) => pair.join());
        expect(new Set(rows).size).toBe(rows.length);
        expect(rows.length * PARTS).toBeLessThanOrEqual(justTooFew(plan));
        const reached = new Set<string>();
        for (const from of plan.zones.keys()) {
          for (const to of plan.zones.keys()) {
            const [own, ofRegions] = [`${from},${to}`, `${ends!.endOfZone[from]},${ends!.endOfZone[to]}`];
            expect(rows.includes(own)).toBe(isNear(plan, from, to));
            const row = rows.includes(own) ? own : ofRegions;
            expect(rows).toContain(row);
            reached.add(row);
          }
        }
        // No figure without a pair of zones.
        expect(reached.size).toBe(rows.length);
      }),
      RUNS,
    );
    expect(listed).toBeGreaterThan(100);
  });

  test('hold every pair with its reverse, and name zones before regions', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const ends = listFlowEnds(plan, justTooFew(plan));
        fc.pre(ends?.kind === 'pairs');
        const rows = new Set(ends!.pairs!.map((pair) => pair.join()));
        for (const [from, to] of ends!.pairs!) expect(rows).toContain(`${to},${from}`);
        expect(ends!.ids).toEqual([...plan.zones, ...plan.regions].map(({ id }) => id));
        for (const [zone, { region }] of plan.zones.entries()) {
          expect(ends!.ids[ends!.endOfZone[zone]!]).toBe(plan.regions[region]!.id);
        }
      }),
      RUNS,
    );
  });

  test('follow from the plan alone: the same list for a copy that knows more, in the plan’s order', () => {
    fc.assert(
      fc.property(plans, fc.boolean(), (plan, covered) => {
        const copy = structuredClone(plan);
        const more = { ...copy, zones: copy.zones.map((zone) => ({ ...zone, covered, areas: ['a'], residents: 1 })) };
        const ends = listFlowEnds(plan, justTooFew(plan));
        expect(listFlowEnds(more, justTooFew(plan))).toEqual(ends);
        const number = ([from, to]: readonly [number, number]) => from * 1000 + to;
        const numbers = (ends?.pairs ?? []).map(number);
        expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      }),
      RUNS,
    );
  });
});

describe('which ends there are', () => {
  /** Four zones in a line, 30 km apart, two to a region. */
  const line: FlowPlan = {
    zones: [0, 1, 2, 3].map((zone) => ({
      id: `z${zone}` as ZoneId,
      region: Math.floor(zone / 2),
      middle: { longitude: 12, latitude: 51 + (zone * 30) / 111.195 },
    })),
    regions: [{ id: 'R-0' as ZoneId }, { id: 'R-1' as ZoneId }],
  };
  const NEAR = ['0,0', '0,1', '1,0', '1,1', '1,2', '2,1', '2,2', '2,3', '3,2', '3,3'];
  const PAIRS = [...NEAR, '4,5', '5,4'];

  test.each([
    ['all pairs of zones where they fit', 16, 'zones'],
    ['near pairs and regions beyond where they do not', 15, 'pairs'],
    ['the same, up to the last figure', PAIRS.length, 'pairs'],
    ['all pairs of regions where those are too many', PAIRS.length - 1, 'regions'],
    ['none where they are as well', 3, undefined],
  ])('%s', (_, pairs, kind) => {
    const ends = listFlowEnds(line, pairs * PARTS);
    expect(ends?.kind).toBe(kind);
    expect(ends?.pairs?.map((pair) => pair.join()) ?? null).toEqual(kind === 'pairs' ? PAIRS : null);
  });

  test('regions, where a middle is not known or a region is called like a zone', () => {
    const unknown = {
      ...line,
      zones: line.zones.map((zone, index) => (index === 2 ? { ...zone, middle: null } : zone)),
    };
    expect(listFlowEnds(unknown, 15 * PARTS)).toMatchObject({ kind: 'regions', pairs: null });
    const alike = { ...line, regions: [line.regions[0]!, { id: 'z0' as ZoneId }] };
    expect(listFlowEnds(alike, 15 * PARTS)).toMatchObject({ kind: 'regions', pairs: null });
  });

  test('regions, where everything is near: nothing could be made coarser', () => {
    const dense = { ...line, zones: line.zones.map((zone) => ({ ...zone, middle: line.zones[0]!.middle! })) };
    expect(listFlowEnds(dense, 15 * PARTS)).toMatchObject({ kind: 'regions', pairs: null });
  });
});
