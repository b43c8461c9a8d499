import type { ZoneId } from '@passant/contracts';
import { findFlowEnds, type FlowEnds } from './domain/flow-ends';
import type { ReleasedTable } from './domain/released-tables';
import type { PlanPlaces, PlanZone } from './figures-source';
import type { Desk } from './questions.service';

/** Null: all zones of the contract. */
export interface NamedEnds {
  readonly fromZoneIds: readonly ZoneId[] | null;
  readonly toZoneIds: readonly ZoneId[] | null;
}

/** Between which places trips are told, by the heads of their releases; no row is read yet. */
export interface ReadEnds {
  readonly ends: FlowEnds;
  readonly heads: readonly ReleasedTable[];
  /** Plans of the releases, in order of their days. */
  readonly plans: readonly PlanPlaces[];
}

/** A zone without coverage by the newest plan is told of by nobody; a region of an older plan may have it all the same. */
export async function readFlowEnds({ fromZoneIds, toZoneIds }: NamedEnds, desk: Desk): Promise<ReadEnds> {
  const { byPeriod } = await desk.read({ tables: ['flows'], rowsOf: [], zoneIds: [] });
  const heads = [...byPeriod.values()].flatMap((tables) => tables.get('flows') ?? []);
  const plans = await desk.source.findPlansOf(heads);
  const pick = (ids: readonly ZoneId[] | null) => {
    const named = ids && new Set(ids);
    const zones = named ? desk.zones.filter(({ id }) => named.has(id)) : desk.zones;
    const isAll = !named && desk.grant.terms.zones === 'all';
    return {
      granted: isAll ? ('all' as const) : new Set(idsOf(zones)),
      zones: idsOf(zones.filter((zone) => zone.covered)),
    };
  };
  const zonesOf = new Map([...plans].map(([id, { zones }]) => [id, zones]));
  const ends = findFlowEnds({ from: pick(fromZoneIds), to: pick(toZoneIds) }, heads, zonesOf);
  return { ends, heads, plans: [...plans.values()] };
}

const idsOf = (zones: readonly PlanZone[]): ZoneId[] => zones.map(({ id }) => id);
