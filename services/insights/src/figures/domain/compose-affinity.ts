import { AGE_BANDS, type AgeBand, type Gender, GENDERS } from '@passant/contracts';
import { estimateTotal, type Part } from '@passant/privacy';
import {
  canExtrapolate,
  estimatePeriod,
  type Figure,
  gather,
  mostLeastPeople,
  NO_DATA,
  type Series,
  toColumns,
  type World,
} from './compose-series';
import { estimateShare, shareInterval, type ShareOf } from './estimate-share';
import { visitorsMeasure } from './measures';
import type { Period } from './periods';
import { blockCovariance, type Block, EVERYBODY, type Profile, toBlock } from './profiles';
import { measureProfileShare } from './profile-share';
import type { PeriodTables, ReleasedTable, Tables } from './released-tables';
import { type Limited, quotientInterval } from './selected-ratio';

/** What people are told apart by. */
export const AFFINITY_OF = ['AGE', 'GENDER', 'AGE_AND_GENDER'] as const;
export type AffinityOf = (typeof AFFINITY_OF)[number];

/** One row of an affinity: an age band, a gender, or both. Never those who did not give it. */
export interface Kind {
  readonly age: AgeBand | null;
  readonly gender: Gender | null;
  readonly profile: Profile;
}

export function listKinds(of: AffinityOf): Kind[] {
  const ages = of === 'GENDER' ? [null] : AGE_BANDS.filter((age) => age !== 'not-given');
  const genders = of === 'AGE' ? [null] : GENDERS.filter((gender) => gender !== 'not-given');
  return ages.flatMap((age) => genders.map((gender) => ({ age, gender, profile: toOneProfile(age, gender) })));
}

const toOneProfile = (age: AgeBand | null, gender: Gender | null): Profile => ({
  ages: age === null ? EVERYBODY.ages : [AGE_BANDS.indexOf(age)],
  genders: gender === null ? EVERYBODY.genders : [GENDERS.indexOf(gender)],
});

/**
 * How much more (over 1) or less (under 1) a kind of visitor is among a zone's visits than among those of all zones: share
 * there over share in the city, one figure a kind. Limits from those of the two shares; that the zone is part of
 * the city is left out, which can only widen it. Published only where all four counts are.
 */
export function composeAffinity(kinds: readonly Kind[], period: Period, given: Omit<World, 'extrapolated'>): Series {
  const ofKinds = kinds.map(({ profile }) => visitorsMeasure(profile));
  const inCity = (extrapolated: boolean) =>
    kinds.map(({ profile }) => toCityShare(profile, period, { tables: given.tables, extrapolated }));
  const canBe =
    canExtrapolate([...ofKinds, visitorsMeasure(EVERYBODY)], given.zones) && inCity(true).every((one) => one !== null);
  const world = { ...given, extrapolated: canBe };
  const city = inCity(canBe);
  const figures = kinds.map((kind, index) => makeFigure(kind, period, { world, city: city[index] ?? null }));
  return { ...toColumns(figures), modelled: false, unit: 'index', extrapolated: canBe };
}

function makeFigure(
  { profile }: Kind,
  period: Period,
  { world, city }: { readonly world: World; readonly city: CityShare | null },
): Figure {
  const measures = [visitorsMeasure(profile), visitorsMeasure(EVERYBODY)];
  const gathered = measures.map((measure) => gather(measure, period, world));
  const [ofKind, ofAll] = gathered;
  if (!ofKind || !ofAll || !city) return NO_DATA;
  const tables = [...ofKind.tables, ...ofAll.tables];
  const [part, whole] = [estimatePeriod(measures[0]!, period, ofKind), estimatePeriod(measures[1]!, period, ofAll)];
  const share = estimateShare(measureProfileShare(profile, period, world));
  const published = city.published && part.published && whole.published;
  if (!published || !share || !(share.share > 0) || !(city.value > 0)) {
    return { status: 'SUPPRESSED', estimate: null, tables };
  }
  const limits = quotientInterval({ value: share.share, ...shareInterval(share, { part, whole }) }, city);
  return { status: 'PUBLISHED', estimate: { value: share.share / city.value, ...limits }, tables };
}

interface CityShare extends Limited {
  readonly published: boolean;
}

/** The share of a kind among visits to all zones; null where a day is missing, or cannot be as asked for. */
function toCityShare(
  profile: Profile,
  period: Period,
  { tables, extrapolated }: { readonly tables: Tables; readonly extrapolated: boolean },
): CityShare | null {
  const block = toBlock(profile);
  const moments: ShareOf[][] = [];
  let [figures, leastPeople] = [1, 0];
  for (const day of period.days) {
    const ofDay = tables.byPeriod.get(day);
    const [kinds, everybody] = [ofDay?.get(block.table), ofDay?.get('visitors')];
    const part = kinds && toCityPart(kinds, block.columns[0]!, extrapolated);
    const whole = everybody && toCityPart(everybody, 0, extrapolated);
    if (!ofDay || !part || !whole) return null;
    figures = Math.max(figures, kinds.columns.length);
    leastPeople = Math.max(leastPeople, mostLeastPeople([kinds, everybody]));
    moments.push([{ part, whole, covariance: cityCovariance(ofDay, block, { part, whole }), sameFactor: false }]);
  }
  const share = estimateShare(moments);
  const total = (pick: (one: ShareOf) => Part) =>
    estimateTotal(
      moments.map((moment) => moment.map(pick)),
      { leastPeople, figures, scale: 1 },
    );
  if (!share) return null;
  const [part, whole] = [total((one) => one.part), total((one) => one.whole)];
  const published = part.published && whole.published;
  return { value: share.share, ...shareInterval(share, { part, whole }), published };
}

/** Factors of zones differ little from their mean: sampling and covariance take the mean of the city. */
function toCityPart(
  { city, variance, unitsPerPerson: units, releaseId }: ReleasedTable,
  column: number,
  extrapolated: boolean,
): Part | null {
  if (!city) return null;
  const panel = city.panel[column]! / units;
  const panelNoise = (city.zones * variance) / units ** 2;
  const alike = { panel, panelNoise, value: panel, valueNoise: panelNoise, sampling: 0, factorError: 0, releaseId };
  if (!extrapolated) return alike;
  const population = city.population[column];
  if (!population) return null;
  const value = population.value / units;
  const factor = panel > 0 ? Math.max(1, value / panel) : 1;
  const sampling = factor ** 2 * Math.max(panel, 1) * (1 - 1 / factor);
  return { ...alike, value, valueNoise: (population.weightSquares * variance) / units ** 2, sampling };
}

function cityCovariance(ofDay: PeriodTables, block: Block, { part, whole }: { part: Part; whole: Part }): number {
  const { city, unitsPerPerson } = ofDay.get('visitors')!;
  const meanFactor = (one: Part) => (one.panel > 0 ? one.value / one.panel : 1);
  const ofZone = blockCovariance(ofDay, block, [1]) / unitsPerPerson ** 2;
  return meanFactor(part) * meanFactor(whole) * city!.zones * ofZone;
}
