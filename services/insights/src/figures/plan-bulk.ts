import { type Product, PRODUCTS } from '@passant/contracts';
import { BULK_BATCH, BULK_LIMITS } from './domain/check-size';
import { toLeafletTotals } from './domain/leaflet-totals';
import { measureSpan } from './domain/periods';
import { toPrintRun } from './domain/print-run';
import { PrintRunUnclear } from './figures.errors';
import type { PlanZone } from './figures-source';
import {
  type AffinityQuestion,
  type ComparisonQuestion,
  planAffinity,
  planComparison,
  planRank,
  type RankQuestion,
  type ZoneAffinity,
  type ZoneColumns,
} from './plan-comparing';
import { type OriginQuestion, planOrigin, type ZoneCatchment } from './plan-origin';
import { type PairsOf, planPairs, type ZonePair } from './plan-pairs';
import {
  type CampaignQuestion,
  type ForecastQuestion,
  type LeafletsQuestion,
  planCampaign,
  planForecast,
  planLeafletsOf,
  type ZoneForecast,
  type ZonesCampaign,
  type ZonesLeaflets,
} from './plan-planning';
import {
  type DwellQuestion,
  type Plan,
  planDwell,
  planFrequency,
  planProfile,
  type ProfileQuestion,
  type SeriesQuestion,
  type ZoneSeries,
} from './plan-series';
import { checkSize, type Desk, type Question } from './questions.service';

type PrintRunWish = Parameters<typeof toPrintRun>[0];
/** Which figure is ranked or compared. */
type Figured<Of> = Omit<Of, 'product'> & { readonly figure: 'presence' | 'visitors' };

/** A question that may be answered in a file. Each is one of the graph's, with the same meaning and the same price. */
export type BulkQuestion =
  | Omit<ProfileQuestion, 'together'>
  | (DwellQuestion & { readonly product: 'dwell' })
  | (Omit<SeriesQuestion, 'grain'> & { readonly product: 'frequency' })
  | (OriginQuestion & { readonly product: 'origin' })
  | (PairsOf & { readonly product: 'flows' })
  | (AffinityQuestion & { readonly product: 'affinity' })
  | (Figured<RankQuestion> & { readonly product: 'rank' })
  | (Figured<ComparisonQuestion> & { readonly product: 'comparison' })
  | (CampaignQuestion & { readonly product: 'campaign' })
  | (Omit<LeafletsQuestion, 'leaflets'> & PrintRunWish & { readonly grams: number; readonly product: 'leaflets' })
  | (ForecastQuestion & { readonly product: 'forecast' });

export interface Shares {
  readonly shares: readonly (number | null)[];
  readonly shareLows: readonly (number | null)[];
  readonly shareHighs: readonly (number | null)[];
}

/** Columns of one zone (and bin, or period), of a pair of zones, or of all zones together; `of` says how they are laid out. */
export type BulkPart =
  | (ZoneSeries & { readonly of: 'series'; readonly bin?: string } & Partial<Shares>)
  | (ZoneCatchment & { readonly of: 'catchment'; readonly modelled: boolean })
  | (ZonePair & { readonly of: 'pair' })
  | (ZoneAffinity & { readonly of: 'affinity' })
  | (ZoneColumns & { readonly of: 'zones' })
  | (ZonesCampaign & { readonly of: 'campaign'; readonly details: object })
  | (ZonesLeaflets & { readonly of: 'leaflets'; readonly details: object })
  | (ZoneForecast & { readonly of: 'forecast' });

export interface Batch {
  readonly parts: readonly BulkPart[];
  readonly done: number;
  readonly total: number;
}

/** How a question is answered in a file: judged before anything is read, then some parts after the others. */
export interface BulkPlan {
  readonly question: Question;
  /** @throws QuestionTooLarge; with the zones of the contract, where it asks for all of them */
  readonly check: (granted?: readonly PlanZone[]) => void;
  readonly batches: (desk: Desk) => AsyncIterable<Batch>;
}

type Untagged<Of extends BulkPart['of']> = Omit<Extract<BulkPart, { of: Of }>, 'of'>;

/** @throws GrainNotAvailable, ProfileNotAvailable, PeriodsNotAlike, PeriodReversed, PrintRunUnclear */
export function planBulk(asked: BulkQuestion): BulkPlan {
  switch (asked.product) {
    case 'presence':
    case 'visitors':
      return zoneByZone(planProfile({ ...asked, together: false }), 'series');
    case 'dwell':
      return zoneByZone(planDwell(asked), 'series');
    case 'frequency':
      return zoneByZone(planFrequency(asked), 'series');
    case 'origin': {
      const { compose, ...plan } = planOrigin(asked);
      const toParts = async (desk: Desk) => (await compose(desk)).map((one) => ({ ...one, modelled: false }));
      return zoneByZone({ ...plan, compose: toParts }, 'catchment');
    }
    case 'flows':
      return pairByPair(asked);
    case 'affinity':
      return zoneByZone(planAffinity(asked), 'affinity');
    case 'rank':
      return allAtOnce(planRank({ ...asked, product: asked.figure }), 'zones');
    case 'comparison':
      return allAtOnce(planComparison({ ...asked, product: asked.figure }), 'zones');
    case 'campaign': {
      const { compose, ...plan } = planCampaign(asked);
      const toParts = async (desk: Desk) => (await compose(desk)).map((one) => ({ ...one, details: controlsOf(one) }));
      return allAtOnce({ ...plan, compose: toParts }, 'campaign');
    }
    case 'leaflets': {
      const leaflets = toPrintRun(asked);
      if (leaflets === null) throw new PrintRunUnclear();
      const { compose, ...plan } = planLeafletsOf({ ...asked, leaflets });
      const toParts = async (desk: Desk) =>
        (await compose(desk)).map((one) => ({
          ...one,
          details: { notServable: one.notServable, totals: one.totals && toLeafletTotals(one.totals, asked) },
        }));
      return allAtOnce({ ...plan, compose: toParts }, 'leaflets');
    }
    case 'forecast':
      return zoneByZone(planForecast(asked), 'forecast');
  }
}

/** Released products that a question's figures are made of: what is stopped of these is neither written nor handed out. */
export function madeOf(asked: BulkQuestion): Product[] {
  switch (asked.product) {
    case 'affinity':
    case 'campaign':
    case 'forecast':
      return ['visitors'];
    case 'leaflets':
      return asked.ages.length + asked.genders.length > 0 ? ['origin', 'visitors'] : ['origin'];
    case 'rank':
    case 'comparison':
      return [asked.figure];
    default:
      return PRODUCTS.filter((product) => product === asked.product);
  }
}

/** Some zones after the others: as much is in memory as one batch takes. */
function zoneByZone<Of extends BulkPart['of']>(plan: Plan<Untagged<Of>>, of: Of): BulkPlan {
  const atOnce = zonesAtOnce(plan);
  return {
    question: plan.question,
    check: () => checkSize(plan.size, plan.size.span ?? plan.question, BULK_LIMITS),
    batches: async function* (desk) {
      const { zones } = desk;
      for (let first = 0; first < zones.length; first += atOnce) {
        const some = zones.slice(first, first + atOnce);
        const covered = some.flatMap(({ id, covered: isCovered }) => (isCovered ? [id] : []));
        const read: Desk['read'] = (wanted) => desk.read({ zoneIds: covered, ...wanted });
        const parts = await plan.compose({ ...desk, zones: some, read });
        yield { parts: tag(parts, of), done: Math.min(first + atOnce, zones.length), total: zones.length };
      }
    },
  };
}

/** What is told of zones beside each other is made at once, so it is no larger than an answer of the graph. */
const allAtOnce = <Of extends BulkPart['of']>(plan: Plan<Untagged<Of>>, of: Of): BulkPlan => ({
  question: plan.question,
  check: () => checkSize(plan.size, plan.size.span ?? plan.question),
  batches: async function* (desk) {
    yield { parts: tag(await plan.compose(desk), of), done: 1, total: 1 };
  },
});

function pairByPair(asked: PairsOf): BulkPlan {
  const { batches, ...plan } = planPairs(asked);
  return {
    ...plan,
    batches: async function* (desk) {
      for await (const { parts, ...progress } of batches(desk))
        yield { parts: tag<'pair'>(parts, 'pair'), ...progress };
    },
  };
}

const tag = <Of extends BulkPart['of']>(parts: readonly Untagged<Of>[], of: Of): BulkPart[] =>
  parts.map((part) => ({ ...part, of }) as unknown as BulkPart);

/** What a campaign is measured against, beside its figures. */
const controlsOf = ({ controlZones, controls, effects, treatedZones }: ZonesCampaign): object => ({
  treatedZoneIds: treatedZones.map(({ id }) => id),
  controls: controlZones.map(({ id, name }, index) => ({ zoneId: id, name, weight: controls[index]!.weight })),
  earlierChangesPercent: (effects[0]?.earlier ?? []).map((change) => 100 * change),
});

/** One zone at least. */
function zonesAtOnce({ question, size: { grain, each = 1, span = question } }: Plan<unknown>): number {
  const { periods, days } = measureSpan(grain, span.from, span.to);
  const most = Math.min(BULK_BATCH.figures / (periods * each), BULK_BATCH.zoneDays / days);
  return Math.max(1, Math.floor(most));
}
