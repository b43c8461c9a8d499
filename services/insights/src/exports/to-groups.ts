import type { BulkPart } from '../figures/bulk.service';
import type { Cell, Group } from './domain/columns';

/** One series or catchment as a group of rows: what they have in common (what marks them too), and their columns. */
export function toGroup(part: BulkPart, marks: readonly string[]): Group {
  const group = toPlainGroup(part);
  return marks.length === 0 ? group : { ...group, constants: { ...group.constants, marks: marks.join(' ') } };
}

function toPlainGroup(part: BulkPart): Group {
  const { zone, values, lows, highs, statuses, unit, modelled } = part;
  const figures = { value: values, low: lows, high: highs, status: statuses };
  const shares: Record<string, readonly Cell[]> =
    'shares' in part && part.shares && part.shareLows && part.shareHighs
      ? { share: part.shares, share_low: part.shareLows, share_high: part.shareHighs }
      : {};
  const common = { zoneId: zone?.id ?? '', zoneName: zone?.name ?? '' };
  if ('homes' in part) {
    return {
      ...common,
      constants: { start: new Date(part.period.startMs), unit, modelled },
      columns: {
        ...{ home_zone_id: part.homes, home_zone_name: part.homeNames, distance_km: part.distancesKm },
        ...{ ...figures, ...shares },
      },
    };
  }
  const bin: Record<string, Cell> = 'bin' in part ? { bin: part.bin } : {};
  return {
    ...common,
    constants: { ...bin, unit, modelled },
    columns: { start: part.periods.map(({ startMs }) => new Date(startMs)), ...figures, ...shares },
  };
}
