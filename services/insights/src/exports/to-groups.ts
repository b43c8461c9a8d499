import type { BulkPart } from '../figures/bulk.service';
import type { Cell, Group, Position } from './domain/columns';

type Columns = Group['columns'];
type Figures = Pick<BulkPart, 'values' | 'lows' | 'highs' | 'statuses'>;
type Place = { readonly id: string; readonly name: string };

/** One part of an answer as groups of rows: what they have in common (what marks them too), and their columns. */
export function toGroups(part: BulkPart, marks: readonly string[]): Group[] {
  const { unit, modelled } = part;
  const common: Record<string, Cell> = { unit, modelled, ...(marks.length === 0 ? {} : { marks: marks.join(' ') }) };
  return toPlainGroups(part).map((group) => ({ ...group, constants: { ...group.constants, ...common } }));
}

function toPlainGroups(part: BulkPart): Group[] {
  switch (part.of) {
    case 'series': {
      const bin: Record<string, Cell> = part.bin === undefined ? {} : { bin: part.bin };
      const columns = { start: toStarts(part.periods), ...toFigures(part), ...toShares(part) };
      return [{ ...ofZone(part.zone), constants: { ...zoneCells(part.zone), ...bin }, columns }];
    }
    case 'catchment': {
      const homes = { home_zone_id: part.homes, home_zone_name: part.homeNames, distance_km: part.distancesKm };
      const constants = { ...zoneCells(part.zone), start: new Date(part.period.startMs) };
      return [{ ...ofZone(part.zone), constants, columns: { ...homes, ...toFigures(part), ...toShares(part) } }];
    }
    case 'pair': {
      const { zone: from, to } = part;
      const constants = { from_zone_id: from.id, from_zone_name: from.name, to_zone_id: to.id, to_zone_name: to.name };
      const line = [toPosition(from.centroid), toPosition(to.centroid)] as const;
      const columns = { start: toStarts(part.periods), day_part: part.dayParts, ...toFigures(part) };
      return [{ shape: { line: line[0] && line[1] && [line[0], line[1]] }, constants, columns }];
    }
    case 'affinity': {
      const kinds = { age: part.kinds.map(({ age }) => age), gender: part.kinds.map(({ gender }) => gender) };
      const constants = { ...zoneCells(part.zone), start: new Date(part.period.startMs) };
      return [{ ...ofZone(part.zone), constants, columns: { ...kinds, ...toFigures(part) } }];
    }
    case 'zones': {
      const constants = { start: new Date(part.period.startMs) };
      return eachRow({ rank: part.ranks, ...toFigures(part) }, (row) => {
        const zone = part.zones[row]!;
        return { ...ofZone(zone), constants: { ...constants, ...zoneCells(zone) } };
      });
    }
    case 'campaign':
      return [
        {
          shape: { zoneIds: part.treatedZones.map(({ id }) => id) },
          constants: { start: new Date(part.period.startMs) },
          columns: {
            ...{ age: part.kinds.map(({ age }) => age), gender: part.kinds.map(({ gender }) => gender) },
            ...{ ...toFigures(part), verdict: part.verdicts },
            smallest_detectable: part.effects.map((effect) => (effect ? 100 * effect.smallest : null)),
            extra_visits: part.effects.map((effect) => effect?.people.value ?? null),
            extra_low: part.effects.map((effect) => effect?.people.low ?? null),
            extra_high: part.effects.map((effect) => effect?.people.high ?? null),
            placebo_zones: part.effects.map((effect) => effect?.placebos.zones ?? null),
            placebos_as_extreme: part.effects.map((effect) => effect?.placebos.asExtreme ?? null),
          },
        },
      ];
    case 'leaflets': {
      const start = new Date(part.period.startMs);
      const columns = { leaflets: part.leaflets, served: part.served, ...toFigures(part), ...toShares(part) };
      return eachRow(columns, (row) => ({
        shape: { zoneIds: [part.homes[row]!] },
        constants: { start, home_zone_id: part.homes[row]!, home_zone_name: part.homeNames[row]! },
      }));
    }
    case 'forecast': {
      const { days, meanAbsolutePercentageError: error, judged, inside } = part.backtest;
      const backtest = {
        backtest_days: days,
        backtest_error_percent: error === null ? null : 100 * error,
        backtest_coverage: judged > 0 ? inside / judged : null,
      };
      const columns = { start: toStarts(part.periods), ...toFigures(part) };
      return [{ ...ofZone(part.zone), constants: { ...zoneCells(part.zone), ...backtest }, columns }];
    }
  }
}

const ofZone = (zone: Place | null): Pick<Group, 'shape'> => ({ shape: { zoneIds: zone ? [zone.id] : [] } });
const zoneCells = (zone: Place | null) => ({ zone_id: zone?.id ?? '', zone_name: zone?.name ?? '' });
const toStarts = (periods: readonly { startMs: number }[]) => periods.map(({ startMs }) => new Date(startMs));
const toPosition = (place: { longitude: number; latitude: number } | null): Position | null =>
  place && [place.longitude, place.latitude];

const toFigures = ({ values, lows, highs, statuses }: Figures) => ({
  ...{ value: values, low: lows, high: highs, status: statuses },
});

const toShares = ({
  shares,
  shareLows,
  shareHighs,
}: Partial<Record<'shares' | 'shareLows' | 'shareHighs', readonly Cell[]>>): Columns =>
  shares && shareLows && shareHighs ? { share: shares, share_low: shareLows, share_high: shareHighs } : {};

/** A group a row, where each is of a place of its own. */
function eachRow(columns: Columns, describe: (row: number) => Omit<Group, 'columns'>): Group[] {
  const length = Object.values(columns)[0]?.length ?? 0;
  return Array.from({ length }, (_, row) => ({
    ...describe(row),
    columns: Object.fromEntries(Object.entries(columns).map(([name, cells]) => [name, [cells[row] ?? null]])),
  }));
}
