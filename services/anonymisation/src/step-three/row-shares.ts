import { GENDERS } from '@passant/contracts';
import { HOME_SHARE_SPREAD, rakeShares, SHARE_SPREAD, shrinkShares, toShares, type Shares } from '@passant/privacy';
import type { PanelWeights } from './panel-weights';
import { profileOf } from './strata-grid';
import type { HomeColumns } from './table-domain';
import { VISITOR_CELLS } from './visitors-margins';

/** A released table as shares are taken from it: noisy figures and the noise variance of one of them. */
export interface SharesTable {
  readonly values: readonly number[];
  readonly variance: number;
}

/** Visitors by age × gender: with the noise of a sum over the ages of one gender, which after a fit is not six times that of one. */
export interface VisitorsTable extends SharesTable {
  readonly varianceOfGender: number;
}

/** The released tables of a purpose that tell who is in a zone. */
export interface ProfileTables {
  /** Visitors of each zone by age × gender, after least squares; null where not measured. */
  readonly visitors: VisitorsTable | null;
  /** Zone × home zone; null where not measured. */
  readonly origin: (SharesTable & { readonly homes: HomeColumns }) | null;
}

/** A total under this many standard deviations of its noise says nothing about shares. */
const LEAST_CLEAR_SDS = 10;

/** Noisy figures of each zone by stratum, with the noise variance of one of them. */
interface ByZone {
  readonly zones: readonly (readonly number[])[];
  readonly variance: number;
  /** How much shares differ between a zone and its city. */
  readonly spread: number;
}

/** How people of any row, and of the whole city, lie over the strata of some weights. */
export interface RowShares {
  readonly city: Shares;
  /** Of the zones that a row is made of. */
  readonly ofZones: (zones: readonly number[]) => Shares;
}

/**
 * Shares by stratum from released tables: by age and gender from visitors, shrunk to the city's; with home regions by raking
 * over the released origin table. Where a city's table is not clear of its noise the measured panel stands in; null where home
 * regions are told apart and origin does not say whose they are.
 */
export function findRowShares(weights: PanelWeights, tables: ProfileTables): RowShares | null {
  const profiles = tables.visitors && toProfiles(weights, tables.visitors);
  const homes = tables.origin && weights.regions > 1 ? toHomes(weights.regions, tables.origin) : null;
  const cityProfile = (profiles && toCity(profiles)) ?? panelShares(weights);
  if (!cityProfile) return null;
  const cityHome = homes && toCity(homes);
  if (weights.regions > 1 && !cityHome) return null;
  const join = (profile: Shares, home: Shares | null): Shares => (home ? joinShares(weights, profile, home) : profile);
  const shrink = (table: ByZone | null, city: readonly number[], zones: readonly number[]): Shares =>
    table ? shrinkShares(addZones(table, zones), city, table.spread) : { shares: city, errors: [] };
  return {
    city: join({ shares: cityProfile, errors: [] }, cityHome ? { shares: cityHome, errors: [] } : null),
    ofZones: (zones) => join(shrink(profiles, cityProfile, zones), cityHome ? shrink(homes, cityHome, zones) : null),
  };
}

function joinShares(weights: PanelWeights, profile: Shares, home: Shares): Shares {
  const panel = profile.shares.map((_, row) =>
    home.shares.map((_home, region) => weights.everyone[row * weights.regions + region]!.panel.size),
  );
  const flat = panel.map((row) => row.map(() => 1));
  // With every size the same the margins are always reached: the two are taken as independent then.
  return rakeShares(panel, profile, home) ?? rakeShares(flat, profile, home)!;
}

function toProfiles({ kind, profiles }: PanelWeights, { values, ...visitors }: VisitorsTable): ByZone {
  const zones = Array.from({ length: values.length / VISITOR_CELLS }, (_, zone) => {
    const sums = new Array<number>(profiles).fill(0);
    for (let cell = 0; cell < VISITOR_CELLS; cell += 1) {
      const profile = profileOf(kind, Math.floor(cell / GENDERS.length), cell % GENDERS.length);
      if (profile !== null) sums[profile]! += values[zone * VISITOR_CELLS + cell]!;
    }
    return sums;
  });
  const variance = kind === 'age-and-gender' ? visitors.variance : visitors.varianceOfGender;
  return { zones, variance, spread: SHARE_SPREAD };
}

function toHomes(regions: number, { values, variance, homes }: NonNullable<ProfileTables['origin']>): ByZone {
  const width = homes.ids.length;
  const zones = Array.from({ length: values.length / width }, (_, zone) => {
    const sums = new Array<number>(regions).fill(0);
    for (let column = 0; column < width; column += 1) sums[homes.regions[column]!]! += values[zone * width + column]!;
    return sums;
  });
  return { zones, variance: (variance * width) / regions, spread: HOME_SHARE_SPREAD };
}

function addZones({ zones, variance }: Pick<ByZone, 'zones' | 'variance'>, wanted: readonly number[]): SharesTable {
  const sums = new Array<number>(zones[0]?.length ?? 0).fill(0);
  for (const zone of wanted) for (const [index, value] of zones[zone]!.entries()) sums[index]! += value;
  return { values: sums, variance: variance * wanted.length };
}

/** Null where the whole city is not clear of its noise. */
function toCity(table: ByZone): readonly number[] | null {
  const all = addZones(
    table,
    table.zones.map((_, zone) => zone),
  );
  const total = all.values.reduce((sum, value) => sum + value, 0);
  return total > LEAST_CLEAR_SDS * Math.sqrt(all.variance * all.values.length) ? toShares(all.values) : null;
}

/** Where nobody's visits say it, people lie as the panel does. */
function panelShares({ everyone, profiles, regions }: PanelWeights): readonly number[] | null {
  return toShares(
    Array.from({ length: profiles }, (_, profile) =>
      everyone.slice(profile * regions, (profile + 1) * regions).reduce((sum, { panel }) => sum + panel.size, 0),
    ),
  );
}
