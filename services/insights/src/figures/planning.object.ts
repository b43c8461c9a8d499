import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ZoneObject } from '../zones/zone.object';
import { columnOf, ColumnsObject, toColumnsObject } from './columns.object';
import type { Priced } from './compose-answer';
import type { Verdict } from './domain/estimate-effect';
import { type LeafletPrices, toLeafletTotals } from './domain/leaflet-totals';
import type { ZoneForecast, ZonesCampaign, ZonesLeaflets } from './planning.service';

/** For GraphQL only: names and values are the same. */
export const VerdictEnum = {
  DETECTED_INCREASE: 'DETECTED_INCREASE',
  DETECTED_DECREASE: 'DETECTED_DECREASE',
  NOT_DETECTABLE: 'NOT_DETECTABLE',
} as const satisfies { [Name in Verdict]: Name };
registerEnumType(VerdictEnum, {
  name: 'Verdict',
  valuesMap: {
    NOT_DETECTABLE: { description: 'Not that there was no effect: none that stands out of what happens anyway.' },
  },
});

const NULL_WHERE = 'Null where the effect is not published.';

@ObjectType('Campaign', {
  description:
    'What an action changed in visits, against matched zones without it: columns of equal length, one entry a kind of visitor, everybody first. Values are per cent.',
})
export class CampaignObject extends ColumnsObject {
  @Field(() => GraphQLISODateTime, { description: 'First instant of the action.' })
  start: Date;

  @Field(() => [String], { nullable: 'items', description: 'Null: all ages.' })
  ages: readonly (string | null)[];

  @Field(() => [String], { nullable: 'items', description: 'Null: all genders.' })
  genders: readonly (string | null)[];

  @Field(() => [VerdictEnum], {
    description:
      'At 5 %; of ages and genders at 5 % for all of these verdicts together. Limits are those of 95 % each.',
  })
  verdicts: readonly Verdict[];

  @Field(() => [Float], {
    nullable: 'items',
    description: `The smallest increase, per cent, that would be detected in 80 of 100 cases. ${NULL_WHERE}`,
  })
  smallestDetectable: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: `Visits more than the controls let expect. ${NULL_WHERE}` })
  extraVisits: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Lower limits of the 95 % intervals.' })
  extraLows: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Upper limits of the 95 % intervals.' })
  extraHighs: readonly (number | null)[];

  @Field(() => [Int], { nullable: 'items', description: 'Placebo tests: zones without the action, measured alike.' })
  placeboZones: readonly (number | null)[];

  @Field(() => [Int], { nullable: 'items', description: 'Of these, how many changed as much for their uncertainty.' })
  placebosAsExtreme: readonly (number | null)[];

  @Field(() => [Float], {
    description:
      'Placebo tests in time: per cent that everybody’s visits changed by in earlier periods without an action.',
  })
  earlierChanges: readonly number[];

  @Field(() => [ZoneObject], { description: 'The controls of everybody’s visits, chosen by the weeks before alone.' })
  controlZones: readonly ZoneObject[];

  @Field(() => [Float], { description: 'Of each control; they add up to 1.' })
  controlWeights: readonly number[];
}

@ObjectType('LeafletTotals', { description: 'What the print run does, beside the same share of every home area.' })
export class LeafletTotalsObject {
  @Field(() => Int, { description: 'Of the print run, those that are used.' })
  leaflets: number;

  @Field(() => Float, { description: 'Visits reached, of the target group where there is one.' })
  reach: number;

  @Field(() => Float)
  reachLow: number;

  @Field(() => Float)
  reachHigh: number;

  @Field(() => Float, { description: 'Of all visits whose home area is known, suppressed areas among them.' })
  share: number;

  @Field(() => Float)
  shareLow: number;

  @Field(() => Float)
  shareHigh: number;

  @Field(() => Int, { description: 'Leaflets that serve every home area.' })
  everywhere: number;

  @Field(() => Int, {
    description: 'Leaflets that areas would take which nothing is known of: none of them is served.',
  })
  unknownAreas: number;

  @Field(() => Int, { description: 'Leaflets for the same reach, were every home area served alike, less those used.' })
  savedLeaflets: number;

  @Field(() => Int)
  savedLeafletsLow: number;

  @Field(() => Int)
  savedLeafletsHigh: number;

  @Field(() => Float)
  savedKilograms: number;

  @Field(() => Float, { nullable: true, description: 'Null without minorUnitsPerThousand.' })
  savedMinorUnits: number | null;
}

@ObjectType('LeafletPlan', {
  description:
    'Home areas by visits per leaflet, best first: columns of equal length. Values are the visits reached by serving all areas down to there; suppressed areas stand at the end and are never served.',
})
export class LeafletPlanObject extends ColumnsObject {
  @Field(() => GraphQLISODateTime, { description: 'First instant of the period.' })
  start: Date;

  @Field(() => [ID])
  homeZoneIds: readonly string[];

  @Field(() => [String])
  homeZoneNames: readonly string[];

  @Field(() => [Float], { nullable: 'items', description: 'Leaflets that serve all areas down to there.' })
  leaflets: readonly (number | null)[];

  @Field(() => [Float], {
    nullable: 'items',
    description: 'Share of each area’s households that the print run serves.',
  })
  served: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Of all visits whose home area is known.' })
  shares: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Lower limits of the 95 % intervals.' })
  shareLows: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Upper limits of the 95 % intervals.' })
  shareHighs: readonly (number | null)[];

  @Field(() => Int, { description: 'Home areas, listed or not, that nothing is known of: not served, not empty.' })
  suppressed: number;

  @Field(() => LeafletTotalsObject, { nullable: true, description: 'Null where nothing can be served.' })
  totals: LeafletTotalsObject | null;
}

@ObjectType('Backtest', { description: 'How the same rule would have forecast released days from days before them.' })
export class BacktestObject {
  @Field(() => Int)
  days: number;

  @Field(() => Float, { nullable: true, description: 'Per cent, over published days; null where none is.' })
  meanAbsolutePercentageError: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of days inside the interval made from earlier errors alone.',
  })
  coverage: number | null;
}

@ObjectType('Forecast', { description: 'Visitors of seven coming days, each the mean of four released same weekdays.' })
export class ForecastObject extends ColumnsObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field(() => [String], { description: 'Local days, YYYY-MM-DD.' })
  days: readonly string[];

  @Field({ description: 'Some day is NO_DATA: fewer than four same weekdays, or than fourteen days to test on.' })
  tooLittleHistory: boolean;

  @Field(() => BacktestObject)
  backtest: BacktestObject;
}

export function toCampaignObject(campaign: Priced<ZonesCampaign>): CampaignObject {
  const effects = columnOf(campaign, campaign.effects);
  const kinds = columnOf(campaign, campaign.kinds);
  return {
    ...{ ...toColumnsObject(campaign), start: new Date(campaign.period.startMs) },
    ...{ ages: kinds.map(({ age }) => age), genders: kinds.map(({ gender }) => gender) },
    verdicts: columnOf(campaign, campaign.verdicts),
    smallestDetectable: effects.map((effect) => (effect ? 100 * effect.smallest : null)),
    extraVisits: effects.map((effect) => effect?.people.value ?? null),
    extraLows: effects.map((effect) => effect?.people.low ?? null),
    extraHighs: effects.map((effect) => effect?.people.high ?? null),
    placeboZones: effects.map((effect) => effect?.placebos.zones ?? null),
    placebosAsExtreme: effects.map((effect) => effect?.placebos.asExtreme ?? null),
    earlierChanges: (effects[0]?.earlier ?? []).map((change) => 100 * change),
    controlZones: campaign.controlZones,
    controlWeights: campaign.controls.map(({ weight }) => weight),
  };
}

export const toLeafletPlanObject = (plan: Priced<ZonesLeaflets>, prices: LeafletPrices): LeafletPlanObject => ({
  ...{ ...toColumnsObject(plan), start: new Date(plan.period.startMs) },
  ...{ homeZoneIds: plan.homes, homeZoneNames: plan.homeNames, leaflets: plan.leaflets, served: plan.served },
  ...{ shares: plan.shares, shareLows: plan.shareLows, shareHighs: plan.shareHighs },
  ...{ suppressed: plan.notServable, totals: plan.totals && toLeafletTotals(plan.totals, prices) },
});

export function toForecastObject(forecast: Priced<ZoneForecast>): ForecastObject {
  const { days, meanAbsolutePercentageError: error, judged, inside } = forecast.backtest;
  return {
    ...{ ...toColumnsObject(forecast), zone: forecast.zone, days: columnOf(forecast, forecast.days) },
    tooLittleHistory: !forecast.cost.isEstimate && forecast.tooLittleHistory,
    backtest: {
      days,
      meanAbsolutePercentageError: error === null ? null : 100 * error,
      coverage: judged > 0 ? inside / judged : null,
    },
  };
}
