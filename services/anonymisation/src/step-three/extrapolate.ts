import {
  AGE_BANDS,
  AGE_NOT_GIVEN,
  GENDER_NOT_GIVEN,
  GENDERS,
  type ReleasedFactor,
  type Table,
} from '@passant/contracts';
import {
  extrapolateByStrata,
  massesOfErrors,
  reweighShares,
  sharesOfPart,
  toStrataPart,
  type Shares,
  type Stratum,
} from '@passant/privacy';
import { anyOf, effectOfRow, findHomeEffects, NO_EFFECT, type HomeEffect, type OriginTable } from './home-effects';
import { findPanelWeights, type PanelWeights, type WeightsToFind } from './panel-weights';
import { findHoursPerVisit } from './present-hours';
import { findRowShares, type ProfileTables, type RowShares } from './row-shares';
import { addSizes, profileOf, type StrataKind } from './strata-grid';
import type { HomeColumns } from './table-domain';

/**
 * 1/P of a noisy panel is too high by its relative variance: strata are as fine as that stays under 3 %. Under 1 % a panel of
 * 40,000 would not tell 9 regions apart, and where consent differs by region 95 % intervals would hold the truth in 65 %
 * (accuracy's realistic case).
 */
const MOST_NOISE_BIAS = 0.03;

/** Factors by class of column, as in a released table. */
export interface ColumnFactors {
  readonly classes: readonly number[];
  readonly values: readonly (ReleasedFactor | null)[];
}

/** The factors of a release. */
export interface RowFactors {
  readonly strata: StrataKind;
  /** One a row; null: not extrapolated. */
  readonly factors: readonly (ReleasedFactor | null)[];
  /** Of tables whose figures stand for strata of their own. */
  readonly byTable: ReadonlyMap<Table, ColumnFactors>;
}

export interface RowsToExtrapolate {
  readonly weights: WeightsToFind;
  readonly tables: ProfileTables;
  /** Zones of each row. */
  readonly rows: readonly (readonly number[])[];
  /** Tables of the release. */
  readonly released: readonly Table[];
  readonly homes: HomeColumns;
  /** Origin of the period and of days before it, added: how agreement differs within a region; null where not measured. */
  readonly seenBefore: OriginTable | null;
  /** How unlike visits the product's figures may be mixed (`extrapolateByStrata`). */
  readonly mixing: number;
  /** Figures are hours present, not visits. */
  readonly countsHours: boolean;
}

/**
 * Factors by strata: `Σ_s q_s·R_s/P_s`, s = profile × home region where both are clear of their noise, else profile,
 * times what the row's home zones differ from their regions; null where there are no measured strata, or no public residents for
 * them.
 */
export function extrapolateRows(wanted: RowsToExtrapolate, known: KnownShares, key: string): RowFactors | null {
  const found = known.get(key) ?? findJointShares(wanted);
  known.set(key, found);
  if (!found) return null;
  const { weights, joint, city, effects, ofRows } = found;
  const { mixing } = wanted;
  const hours = wanted.countsHours ? findHoursPerVisit(weights, city) : null;
  const byTable = new Map<Table, ColumnFactors>();
  for (const table of wanted.released) {
    const classes = toClasses(table, weights, { homes: wanted.homes, effects });
    if (classes) byTable.set(table, toColumnFactors(weights, { joint, city, ofRows }, classes));
  }
  const factors = joint.map((visits, row) => {
    const shares = hours ? reweighShares(visits, hours) : visits;
    return toFactor(weights, weights.everyone, shares, { mixing, effect: ofRows[row]! });
  });
  return { strata: weights.kind, factors, byTable };
}

/** What rows of one purpose and data kind share: found once a period, for all products. */
export type KnownShares = Map<string, JointShares | null>;

export interface JointShares {
  readonly weights: PanelWeights;
  /** Of each row, over the strata of the weights. */
  readonly joint: readonly Shares[];
  readonly city: Shares;
  /** Of each home zone, in the order of origin's columns; and of each row's people. */
  readonly effects: readonly HomeEffect[] | null;
  readonly ofRows: readonly HomeEffect[];
}

function findJointShares(wanted: RowsToExtrapolate): JointShares | null {
  const chosen = chooseStrata(wanted);
  if (!chosen) return null;
  const { weights, shares } = chosen;
  const seen = wanted.seenBefore && ofRegionsTold(weights, wanted.seenBefore);
  const effects = seen && findHomeEffects(seen);
  return {
    weights,
    joint: wanted.rows.map((zones) => shares.ofZones(zones)),
    city: shares.city,
    effects,
    ofRows: wanted.rows.map((zones) => (effects ? effectOfRow(effects, seen!, zones) : NO_EFFECT)),
  };
}

/** Where regions are not told apart, a home zone is compared with the whole city. */
const ofRegionsTold = ({ regions }: PanelWeights, { homes, ...table }: OriginTable): OriginTable => ({
  ...table,
  homes: regions > 1 ? homes : { ...homes, regions: homes.regions.map(() => 0) },
});

interface ChosenStrata {
  readonly weights: PanelWeights;
  readonly shares: RowShares;
}

/** The finest strata whose noise does not bend the city's factor, by public rule and noisy figures alone. */
function chooseStrata({ weights: wanted, tables }: RowsToExtrapolate): ChosenStrata | null {
  for (const tellsRegionsApart of wanted.regions.length > 1 ? [true, false] : [false]) {
    const weights = findPanelWeights(wanted, tellsRegionsApart);
    const shares = weights && findRowShares(weights, tables);
    if (weights && shares && (!tellsRegionsApart || isFineEnough(weights, shares.city))) return { weights, shares };
  }
  return null;
}

/**
 * Judged by what each stratum's panel would be at the city's rate, not by what it is: a region where few agreed is a finding (its
 * figures are not extrapolated), not a reason to look away from regions.
 */
function isFineEnough({ everyone }: PanelWeights, city: Shares): boolean {
  const rate =
    addSizes(everyone.map(({ panel }) => panel)).size / everyone.reduce((sum, one) => sum + one.residents!, 0);
  const bias = everyone.reduce((sum, { residents, panel }, index) => {
    const expected = Math.max(1, residents! * rate);
    return sum + (city.shares[index]! * panel.sigmaSquared) / expected ** 2;
  }, 0);
  return bias < MOST_NOISE_BIAS;
}

/** Columns that share strata, with those strata; an empty class is not extrapolated. */
interface ColumnClasses {
  readonly classes: readonly number[];
  readonly strata: readonly (readonly number[])[];
  readonly panel: readonly Stratum[];
  /** How many people a class counts for one in the panel of its strata. */
  readonly ratios: readonly number[];
  /** Of classes that are home zones; absent: people of a class live where the row's do. */
  readonly effects?: readonly HomeEffect[];
}

/** Null where figures of the table stand for everybody in the row. */
function toClasses(table: Table, weights: PanelWeights, of: HomesToTell): ColumnClasses | null {
  if (table === 'origin') return toHomeClasses(weights, of);
  const [ages, genders] = [AGE_BANDS.map((_, age) => age), GENDERS.map((_, gender) => gender)];
  switch (table) {
    case 'visitors-by-age':
      // Who gave an age and no gender is counted in its column: for one of both there are `ageRatios`.
      return toProfileClasses(
        weights,
        ages.map((age) => genders.filter(isGenderGiven).map((gender) => [age, gender])),
        weights.ageRatios,
      );
    case 'visitors-by-gender':
      return toProfileClasses(
        weights,
        genders.map((gender) => ages.filter(isAgeGiven).map((age) => [age, gender])),
        weights.genderRatios,
      );
    case 'visitors-by-age-and-gender':
      return toProfileClasses(
        weights,
        ages.flatMap((age) => genders.map((gender) => [[age, gender]])),
        ages.flatMap(() => genders.map(() => 1)),
      );
    default:
      return null;
  }
}

const isAgeGiven = (age: number): boolean => age !== AGE_NOT_GIVEN;
const isGenderGiven = (gender: number): boolean => gender !== GENDER_NOT_GIVEN;

/** Every column is a class of its own; who gave no profile is in none, for those who did stand for them. */
function toProfileClasses(
  weights: PanelWeights,
  columns: readonly (readonly number[][])[],
  ratios: readonly number[],
): ColumnClasses {
  const strata = columns.map((cells) => {
    const profiles = new Set(cells.map(([age, gender]) => profileOf(weights.kind, age!, gender!)));
    return weights.profileGiven.flatMap((_, index) =>
      profiles.has(Math.floor(index / weights.regions)) ? [index] : [],
    );
  });
  return { classes: columns.map((_, column) => column), strata, panel: weights.profileGiven, ratios };
}

interface HomesToTell {
  readonly homes: HomeColumns;
  readonly effects: readonly HomeEffect[] | null;
}

/** With more home zones than this, a release would be mostly factors: those of one region share one then. */
const MOST_HOME_CLASSES = 250;

/** Every home zone is a class, where it is known how they differ; else those of one region share one. */
function toHomeClasses(weights: PanelWeights, { homes, effects }: HomesToTell): ColumnClasses {
  const regionOf = (column: number): number => (weights.regions > 1 ? homes.regions[column]! : 0);
  const columns = homes.ids.map((_, column) => column);
  const strataOf = (region: number) =>
    weights.homeGiven.flatMap((_, index) => (index % weights.regions === region ? [index] : []));
  const panel = weights.homeGiven;
  if (effects && columns.length <= MOST_HOME_CLASSES) {
    const known = new Map([...new Set(columns.map(regionOf))].map((region) => [region, strataOf(region)]));
    const strata = columns.map((column) => known.get(regionOf(column))!);
    return { classes: columns, strata, panel, ratios: columns.map(() => 1), effects };
  }
  const known = [...new Set(columns.map(regionOf))].sort((a, b) => a - b);
  const classes = columns.map((column) => known.indexOf(regionOf(column)));
  const ofClasses =
    effects && known.map((_, one) => anyOf(effects.filter((_effect, column) => classes[column] === one)));
  return {
    ...{ classes, strata: known.map(strataOf), panel, ratios: known.map(() => 1) },
    ...(ofClasses && { effects: ofClasses }),
  };
}

/**
 * A row whose noisy share of a class is clipped to nothing takes the city's shares inside that class. Without a factor its figures
 * would be missing from sums just where noise was negative, and what is left would be too high.
 */
function toColumnFactors(
  weights: PanelWeights,
  { joint: rows, city, ofRows }: Pick<JointShares, 'joint' | 'city' | 'ofRows'>,
  { classes, strata, panel, ratios, effects }: ColumnClasses,
): ColumnFactors {
  const parts = strata.map((indices) => toStrataPart(indices, rows[0]!));
  const panels = strata.map((indices) => indices.map((index) => panel[index]!));
  const massesOfCity = massesOfErrors(city);
  const ofCity = strata.map((indices) => sharesOfPart(city, toStrataPart(indices, city), massesOfCity));
  const values = rows.flatMap((joint, row) => {
    const masses = massesOfErrors(joint);
    return parts.map((part, index) => {
      const within = sharesOfPart(joint, part, masses) ?? ofCity[index];
      const effect = effects?.[index] ?? ofRows[row]!;
      const found = within ? toFactor(weights, panels[index]!, within, { mixing: 0, effect }) : null;
      const ratio = ratios[index]!;
      return found && { factor: found.factor / ratio, variance: found.variance / ratio ** 2 };
    });
  });
  return { classes, values };
}

/**
 * The home zones' part is a factor of its own: relative variances add. Figures that are mixed otherwise than visits are so over home zones as they
 * are over strata.
 */
function toFactor(
  { sharedRelativeVariance }: PanelWeights,
  strata: readonly Stratum[],
  shares: Shares,
  { mixing, effect }: { readonly mixing: number; readonly effect: HomeEffect },
): ReleasedFactor | null {
  const found = extrapolateByStrata(strata, shares, mixing);
  if (found.state === 'not-extrapolated') return null;
  const factor = found.factor * effect.ratio;
  const ofMixing = found.ofMixing * effect.ratio ** 2 + factor ** 2 * mixing ** 2 * (effect.spread ?? 0);
  const ofOthers =
    (found.variance - found.ofMixing) * effect.ratio ** 2 +
    factor ** 2 * (sharedRelativeVariance + effect.relativeVariance);
  return { factor, variance: ofOthers + ofMixing, ...(mixing > 0 && { mixing: ofMixing }) };
}
