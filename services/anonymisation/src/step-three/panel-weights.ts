import type { Group, PanelDataKind, Region } from '@passant/contracts';
import type { MeasuredSize, Stratum } from '@passant/privacy';
import { findPanelSize, type MeasuredPanel } from './choose-groups';
import {
  addSizes,
  findStrataKind,
  profilesOf,
  residentsOf,
  toStrataGrid,
  type OneGiven,
  type StrataGrid,
  type StrataKind,
} from './strata-grid';

/** A measured sum under this many standard deviations of its noise is no base to divide by. */
const LEAST_CLEAR_SDS = 10;

/**
 * Strata with public residents and measured panel, `[profile · regions + region]`. A figure that counts everybody is divided
 * by `everyone` (who gave no profile or home is spread over those who did); one that counts only who gave a profile, or a home
 * area, by those.
 */
export interface PanelWeights {
  readonly kind: StrataKind;
  readonly profiles: number;
  /** 1 where home regions are not told apart. */
  readonly regions: number;
  readonly everyone: readonly Stratum[];
  readonly profileGiven: readonly Stratum[];
  readonly homeGiven: readonly Stratum[];
  /** Who gave an age (gender), with or without the other, for one who gave both: by age (gender). */
  readonly ageRatios: readonly number[];
  readonly genderRatios: readonly number[];
  /** Relative variance that all of them share: of the day's total against the month's strata. */
  readonly sharedRelativeVariance: number;
}

export interface WeightsToFind {
  readonly panel: MeasuredPanel;
  readonly dataKind: PanelDataKind;
  readonly groups: readonly Group[];
  readonly regions: readonly Region[];
  /** Share of residents who are 18 or over, in the market's country; null where the policy does not know it. */
  readonly adultShare: number | null;
}

/**
 * The weights of one data kind's panel, with home regions told apart or not. Null without measured strata, where public
 * residents are missing, or where nobody clearly gave a profile (told apart: a home area): noise is no base to divide by.
 */
export function findPanelWeights(wanted: WeightsToFind, tellsRegionsApart: boolean): PanelWeights | null {
  const { panel, dataKind, groups, regions } = wanted;
  const kind = findStrataKind(regions, wanted.adultShare);
  const tables = (panel.strata?.tables ?? []).filter((one) => one.dataKind === dataKind && groups.includes(one.group));
  if (!kind || !panel.strata || tables.length !== groups.length) return null;
  if (tellsRegionsApart && !isSame(panel.strata.regions, regions)) return null;
  const grid = toStrataGrid(kind, tables, panel.strata);
  const adultShare = kind === 'age-and-gender' ? null : wanted.adultShare;
  const spread = tellsRegionsApart ? spreadApart(grid) : spreadTogether(grid);
  if (!spread) return null;
  const scale = toScale(wanted, addSizes([...grid.given.flat(), ...grid.notGiven]));
  const count = tellsRegionsApart ? regions.length : 1;
  const toStrata = (sizes: readonly MeasuredSize[]): Stratum[] =>
    sizes.map((size, stratum) => {
      const [profile, region] = [Math.floor(stratum / count), stratum % count];
      const where = tellsRegionsApart ? [regions[region]!] : regions;
      const residents = where.reduce((sum, one) => sum + residentsOf(one, profile, adultShare), 0);
      return { residents, panel: times(size, scale.factor) };
    });
  return {
    kind,
    profiles: profilesOf(kind),
    regions: count,
    everyone: toStrata(spread.everyone),
    profileGiven: toStrata(spread.profileGiven),
    homeGiven: toStrata(spread.homeGiven),
    ageRatios: grid.ages.map((_, age) => toOneGivenRatio(grid.ages, age)),
    genderRatios: grid.genders.map((_, gender) => toOneGivenRatio(grid.genders, gender)),
    sharedRelativeVariance: scale.relativeVariance,
  };
}

/** Of all ages (genders) together where the one is not clear of its noise. */
function toOneGivenRatio(all: readonly OneGiven[], index: number): number {
  const { alone, withBoth } = all[index]!;
  if (isClear(withBoth)) return ratioOf(addSizes([alone, withBoth]), withBoth);
  // The last is `not-given`: nobody there gave it.
  const given = all.slice(0, -1);
  const both = addSizes(given.map((one) => one.withBoth));
  return ratioOf(addSizes([both, ...given.map((one) => one.alone)]), both);
}

interface Spread {
  readonly everyone: readonly MeasuredSize[];
  readonly profileGiven: readonly MeasuredSize[];
  readonly homeGiven: readonly MeasuredSize[];
}

/** Home regions are not told apart: who gave no home area counts like the others. */
function spreadTogether({ given, notGiven }: StrataGrid): Spread | null {
  const profileGiven = given.map(addSizes);
  const all = addSizes([...profileGiven, ...notGiven]);
  if (!isClear(addSizes(profileGiven))) return null;
  const ratio = ratioOf(all, addSizes(profileGiven));
  return {
    everyone: profileGiven.map((size) => times(size, ratio)),
    profileGiven,
    homeGiven: given.map((row) => times(addSizes(row.slice(0, -1)), ratio)),
  };
}

/**
 * Home regions are told apart. Who gave no profile is spread within the region, who gave no home area over all regions alike:
 * it assumes that within a region giving a profile, and in a city giving a home area, does not depend on the stratum.
 */
function spreadApart({ given, notGiven }: StrataGrid): Spread | null {
  const regions = notGiven.length - 1;
  const homes = given.map((row) => row.slice(0, regions));
  const all = addSizes([...given.flat(), ...notGiven]);
  const profileGiven = addSizes(given.flat());
  const homeGiven = addSizes([...homes.flat(), ...notGiven.slice(0, regions)]);
  const bothGiven = addSizes(homes.flat());
  if (!isClear(bothGiven)) return null;
  const profileRatios = Array.from({ length: regions }, (_, region) => {
    const ofRegion = addSizes(homes.map((row) => row[region]!));
    return isClear(ofRegion)
      ? ratioOf(addSizes([ofRegion, notGiven[region]!]), ofRegion)
      : ratioOf(homeGiven, bothGiven);
  });
  const homeRatio = ratioOf(all, homeGiven);
  const homeRatioOfProfile = ratioOf(profileGiven, bothGiven);
  const spread = (factorOf: (region: number) => number) =>
    homes.flatMap((row) => row.map((size, region) => times(size, factorOf(region))));
  return {
    everyone: spread((region) => profileRatios[region]! * homeRatio),
    profileGiven: spread(() => homeRatioOfProfile),
    homeGiven: spread((region) => profileRatios[region]!),
  };
}

/**
 * The day's panel for one of the month's first day: by the measured totals of presence, the only ones that are measured daily.
 * Movement and return visits take the same ratio: whoever joins or leaves mostly does so for every kind of data.
 */
function toScale({ panel, groups, dataKind }: WeightsToFind, ofStrata: MeasuredSize) {
  const none = { factor: 1, relativeVariance: 0 };
  const days = groups.map((group) => panel.sizes.find((one) => one.dataKind === 'presence' && one.group === group));
  if (days.some((day) => day === undefined)) return none;
  const day = addSizes(days.map((one) => one!));
  const month = dataKind === 'presence' ? ofStrata : findStrataSum(panel, groups);
  if (!month || !isClear(day) || !isClear(month)) return none;
  const relative = ({ size, sigmaSquared }: MeasuredSize) => sigmaSquared / size ** 2;
  // Of presence the strata's own noise drops out of the sum: what is left is the total's.
  const relativeVariance = relative(day) + (dataKind === 'presence' ? 0 : relative(month));
  return { factor: day.size / month.size, relativeVariance };
}

function findStrataSum(panel: MeasuredPanel, groups: readonly Group[]): MeasuredSize | null {
  const sums = groups.map((group) => findPanelSize({ ...panel, sizes: [] }, { dataKind: 'presence', group }));
  return sums.some((sum) => sum === null) ? null : addSizes(sums.map((sum) => sum!));
}

const isClear = ({ size, sigmaSquared }: MeasuredSize): boolean => size > LEAST_CLEAR_SDS * Math.sqrt(sigmaSquared);

/** All over those who gave: at least 1, whatever the noise. */
const ratioOf = (all: MeasuredSize, given: MeasuredSize): number => Math.max(1, all.size / given.size);

const times = ({ size, sigmaSquared }: MeasuredSize, factor: number): MeasuredSize => ({
  size: size * factor,
  sigmaSquared: sigmaSquared * factor ** 2,
});

const isSame = (ids: readonly string[], regions: readonly Region[]): boolean =>
  ids.length === regions.length && regions.every(({ id }, index) => id === ids[index]);
