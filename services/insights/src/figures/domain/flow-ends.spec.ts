import {
  addDays,
  DAY_PARTS,
  type Day,
  type FlowPair,
  toFlowPair,
  type ZoneId,
  type ZonePlanId,
} from '@passant/contracts';
import { BERLIN, DAY, flowsArtefact } from '../../../test/artefacts';
import { toTables } from '../../../test/tables';
import { findReadExcess } from './check-size';
import { composeFlows } from './compose-flows';
import { findEnds } from './find-ends';
import { type AskedEnd, findFlowEnds } from './flow-ends';
import { type FlowPairs, withRows } from './flow-pairs';
import { listPeriods } from './periods';
import type { ReleasedTable } from './released-tables';

const ids = <Of extends string>(names: string): Of[] => names.split(' ') as Of[];
/** Each on a degree of latitude of its own, 111 km apart, unless it is said. */
const zone = (id: string, regionId: string, { covered = true, latitude = 50 + id.charCodeAt(0) - 97 } = {}) => ({
  ...{ id: id as ZoneId, regionId: regionId as ZoneId, covered },
  centroid: { longitude: 12, latitude },
});
type Zones = readonly ReturnType<typeof zone>[];
const [FIRST, SECOND, UNKNOWN] = ids<ZonePlanId>('plan-1 plan-2 plan-3') as [ZonePlanId, ZonePlanId, ZonePlanId];
const REGIONS = ids<ZoneId>('R-a R-x');
const whole: Zones = [zone('a', 'R-a'), zone('b', 'R-a'), zone('c', 'R-a'), zone('x', 'R-x')];
const moved: Zones = whole.map((one) => (one.id === 'c' ? zone('c', 'R-c') : one));
const uncovered: Zones = whole.map((one) => (one.id === 'c' ? zone('c', 'R-a', { covered: false }) : one));

const headsOf = (zones: readonly (ZoneId | FlowPair)[], plans: readonly ZonePlanId[]) =>
  plans.map((planId, index) => flowsArtefact({ planId, zones: zones as ZoneId[], period: addDays(DAY, index) }));
const tablesOf = (artefacts: readonly ReturnType<typeof flowsArtefact>[]): ReleasedTable[] =>
  [...toTables(artefacts).byPeriod.values()].flatMap((tables) => [...tables.values()]);
const end = (names: string): AskedEnd => ({ granted: new Set(ids<ZoneId>(names)), zones: ids<ZoneId>(names) });
const asked = (from: string, to = from) => ({ from: end(from), to: end(to) });
const plans = (second: Zones) => new Map([[FIRST, whole], [SECOND, second]]); // prettier-ignore

describe('regions that trips are told between', () => {
  const FAR = REGIONS.flatMap((from) => REGIONS.map((to) => toFlowPair(from, to)));

  describe.each([
    ['moved to another region', moved],
    ['lost its coverage', uncovered],
  ])('where a zone of a region has %s', (_, second) => {
    const artefacts = headsOf(REGIONS, [FIRST, SECOND]);
    const [before, after] = tablesOf(artefacts) as [ReleasedTable, ReleasedTable];
    const tables = toTables(artefacts);
    const days = listPeriods('DAY', { from: DAY, to: addDays(DAY, 1) }, BERLIN);
    const tell = (from: string, to: string) => {
      const ends = findFlowEnds(asked(from, to), [before, after], plans(second));
      const heads = tables.byPeriod;
      // Only rows that may be read.
      const byZone = new Map(
        [...tables.byZone].map(([id, rows]) => {
          const mine = [...rows].filter(([table]) => ends.rowIdsOf(new Set(ends.from))(table).includes(id));
          return [id, new Map(mine)] as const;
        }),
      );
      const question = { ...ends, dayParts: DAY_PARTS, byDayPart: false, periods: days, first: 100, after: null };
      const { flows } = composeFlows({ ...question }, { byPeriod: heads, byZone });
      return flows.map((flow) => `${new Date(flow.startMs).toISOString().slice(0, 10)} ${flow.from}/${flow.to}`).sort();
    };
    const [one, other] = days.map(({ startMs }) => new Date(startMs).toISOString().slice(0, 10)) as [Day, Day];

    it('each day is told by its own plan, at both ends', () => {
      expect(tell('a b x', 'a b x')).toEqual([`${one} R-x/R-x`, ...FAR.map((pair) => `${other} ${pair}`)]);
      expect(tell('a b x', 'a b c x')).toEqual([
        ...[`${one} R-x/R-a`, `${one} R-x/R-x`],
        ...FAR.map((pair) => `${other} ${pair}`),
      ]);
      expect(tell('a b c x', 'a b x')).toEqual([
        ...[`${one} R-a/R-x`, `${one} R-x/R-x`],
        ...FAR.map((pair) => `${other} ${pair}`),
      ]);
    });

    it('pairs beyond 50 km too', () => {
      const heads = tablesOf(headsOf(FAR, [FIRST, SECOND]));
      const far = (names: string) => {
        const ends = findFlowEnds(asked(names), heads, plans(second));
        return heads.map((head) =>
          ends
            .rowIdsOf(new Set(ends.from))(head)
            .filter((id) => id.startsWith('R-')),
        );
      };
      expect(far('a b x')).toEqual([['R-x/R-x'], FAR]);
      expect(far('a b c x').map((rows) => FAR.every((pair) => rows.includes(pair)))).toEqual([true, true]);
    });
  });

  it('are all of a plan to who may see all zones, also those that the newest does not have', () => {
    const heads = tablesOf(headsOf(REGIONS, [FIRST]));
    const all: AskedEnd = { granted: 'all', zones: ids('a x') };
    expect(findFlowEnds({ from: all, to: all }, heads, plans(moved)).from).toEqual(REGIONS);
    expect(findFlowEnds(asked('a x'), heads, plans(moved)).from).toEqual(['R-x']);
  });

  it('are none where the plan of a release is not known', () => {
    const ends = findFlowEnds(asked('a b c x'), tablesOf(headsOf(FAR, [UNKNOWN])), plans(moved));
    expect(ends.pairs).toEqual(new Map());
    const regional = tablesOf(headsOf(REGIONS, [FIRST, UNKNOWN]));
    const known = findFlowEnds(asked('a b c x'), regional, plans(moved));
    expect(regional.map(known.rowIdsOf(new Set(known.from)))).toEqual([REGIONS, []]);
    expect(regional.map((table) => known.mayLead(table, 'R-x' as ZoneId))).toEqual([true, false]);
  });
});

describe('pairs of near zones', () => {
  const near: Zones = [zone('a', 'R-a', { latitude: 51 }), zone('b', 'R-b', { latitude: 51.44 })];
  const apart: Zones = [zone('a', 'R-a', { latitude: 51 }), zone('b', 'R-b', { latitude: 52 })];
  const uncoveredEnd: Zones = [near[0]!, { ...near[1]!, covered: false }];
  const rowsOf = (plan: Zones) => {
    const heads = tablesOf(headsOf(['a/b' as FlowPair], [FIRST, SECOND]));
    const ends = findFlowEnds(asked('a b'), heads, new Map([[FIRST, near], [SECOND, plan]])); // prettier-ignore
    return { ends, rows: heads.map(ends.rowIdsOf(new Set(ends.from))) };
  };

  it('are those of the plan of each release, whatever the newest says', () => {
    const { ends, rows } = rowsOf(apart);
    const far = ids('R-a/R-a R-a/R-b R-b/R-a R-b/R-b');
    expect(rows).toEqual([[...ids('a/a a/b b/a b/b'), ...far], [...ids('a/a b/b'), ...far]]); // prettier-ignore
    expect(ends.pairs!.get('a' as ZoneId)).toEqual(new Set(['a', 'b']));
    expect(ends).toMatchObject({ from: ids('a b R-a R-b'), to: ids('a b R-a R-b') });
  });

  it('have coverage at both ends, and may be near where a centroid is not known', () => {
    expect(rowsOf(uncoveredEnd).rows[1]!.filter((id) => !id.startsWith('R-'))).toEqual(['a/a']);
    const [a, b] = apart as [Zones[number], Zones[number]];
    expect(rowsOf([a, { ...b, centroid: null as never }]).rows[1]).toContain('a/b');
  });

  it('are read some after the others', () => {
    const heads = tablesOf(headsOf(['a/b' as FlowPair], [FIRST]));
    const ends = findFlowEnds(asked('a b'), heads, new Map([[FIRST, near]]));
    expect(ends.rowIdsOf(new Set(ids<ZoneId>('b')))(heads[0]!)).toEqual(ids('b/a b/b'));
  });

  it('are figures where there is a row of them', () => {
    const tables = toTables(headsOf(['a/b' as FlowPair], [FIRST]));
    const { pairs } = rowsOf(apart).ends as { pairs: NonNullable<FlowPairs> };
    expect([...withRows(pairs, tables).values()].flatMap((ends) => [...ends])).toEqual(['b']);
  });
});

describe('a period in which plans went from zones, or regions, to pairs', () => {
  const wide: Zones = Array.from({ length: 577 }, (_, index) => zone(`z${index}`, 'R-a', { latitude: 50 }));
  const all = wide.map(({ id }) => id);
  const end = { granted: new Set(all), zones: all };

  it('is bounded by the rows that are read of it', () => {
    const [small] = tablesOf(headsOf([toFlowPair(all[0]!, all[1]!)], [SECOND])) as [ReleasedTable];
    const columns = all.flatMap((to) => DAY_PARTS.map((part) => `${to}/${part}`));
    const zonal: ReleasedTable = { ...small, planId: FIRST, columns, tableRows: all.length };
    const [regional] = tablesOf(headsOf(REGIONS, [FIRST])) as [ReleasedTable];
    const heads = [zonal, { ...zonal }, { ...zonal }, regional, small];
    const ends = findFlowEnds({ from: end, to: end }, heads, new Map([[FIRST, wide], [SECOND, wide]])); // prettier-ignore
    expect(ends.kind).toBe('zones-and-far-regions');
    const read = heads.map((head) => ({
      rows: Math.min(ends.rowIdsOf(new Set(ends.from))(head).length, head.tableRows),
      columns: head.columns.length,
    }));
    expect(read.map(({ rows }) => rows)).toEqual([0, 0, 0, 0, 1]);
    // All rows of all of them would be too large.
    const everywhere = heads.map(({ tableRows, columns }) => ({ rows: tableRows, columns: columns.length }));
    expect(findReadExcess(everywhere)).toMatchObject({ kind: 'values' });
    expect(findReadExcess(read)).toBeUndefined();
  });
});

describe('the regions of some zones', () => {
  const all = [zone('a', 'R-1'), zone('b', 'R-1'), zone('c', 'R-2'), zone('d', 'R-2', { covered: false })];

  it.each([
    ['one zone of two', 'a', []],
    ['both zones', 'b a', ['R-1']],
    ['all that is covered', 'c', ['R-2']],
    ['everything', 'a b c d', ['R-1', 'R-2']],
  ])('are only those that lie wholly in them: %s', (_, names, regions) => {
    const chosen = all.filter(({ id }) => ids(names).includes(id));
    expect(findEnds(chosen, all)).toEqual(regions);
  });
});
