import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { FigureStatus } from '@passant/contracts';
import type { Priced } from './compose-answer';
import type { Series } from './domain/compose-series';

/** For GraphQL only: names and values are the same. */
export const FigureStatusEnum = {
  PUBLISHED: 'PUBLISHED',
  SUPPRESSED: 'SUPPRESSED',
  NO_DATA: 'NO_DATA',
} as const satisfies { [Name in FigureStatus]: Name };
registerEnumType(FigureStatusEnum, {
  name: 'FigureStatus',
  valuesMap: {
    SUPPRESSED: { description: 'Too uncertain to be published. Not zero.' },
    NO_DATA: { description: 'Not covered, not released, or not all days of the period are. Not zero.' },
  },
});

@Directive('@shareable')
@ObjectType('LocationError', {
  description:
    'Relative error from where the network places people, as measured for the zone plan on people by zone and hour (presence); counts of visits (visitors, dwell, origin, flows, frequency) may lie twice as far off. It stands beside a figure, not in its interval.',
})
export class LocationErrorObject {
  @Field(() => Float)
  median: number;

  @Field(() => Float)
  p90: number;
}

@ObjectType('AnswerCost', { description: 'What figures cost; of an estimate what they cost at most.' })
export class AnswerCostObject {
  @Field()
  isEstimate: boolean;

  @Field(() => ID, { description: 'The contract that the question falls under.' })
  contractId: string;

  @Field(() => Int, { description: 'Figures asked for.' })
  figures: number;

  @Field(() => Int, { description: 'Published ones, which cost; of an estimate all that might be.' })
  published: number;

  @Field(() => Float, { description: 'Whole minor units of the currency.' })
  minorUnits: number;

  @Field()
  currency: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Of an estimate: figures that the quota still has this month. Null without a quota.',
  })
  quotaLeft: number | null;
}

/** How figures were made, whatever they are of. */
@ObjectType({ isAbstract: true })
export abstract class MethodObject {
  @Field({ description: 'Whether a model stands in for a measurement.' })
  modelled: boolean;

  @Field({
    description:
      'people, people a day, people a month, visits (person-zone-days), trips, index or ratio; "panel only" where it is not extrapolated.',
  })
  unit: string;

  @Field(() => [ID], { description: 'The releases that these figures are made of.' })
  releaseIds: readonly string[];

  @Field()
  methodVersion: string;

  @Field(() => LocationErrorObject, { nullable: true, description: 'Null where it is not known.' })
  locationError: LocationErrorObject | null;

  @Field(() => [String], {
    description:
      'What the factors of these releases are weighted over: age-and-gender, gender-and-adult-share or total. With several, its periods are not quite comparable. Empty: not extrapolated.',
  })
  extrapolatedBy: readonly string[];

  @Field(() => [String], { description: 'Who is in no figure: under-18, visitors-from-abroad, without-consent.' })
  notRepresented: readonly string[];

  @Field(() => [String], {
    description:
      'pilot (answered under a pilot contract), sandbox, simulated (nobody in it is real). Empty: none of these; say so wherever figures are shown.',
  })
  marks: readonly string[];

  @Field(() => AnswerCostObject, { description: 'Of this part of the answer.' })
  cost: AnswerCostObject;
}

/** Columns of equal length. */
@ObjectType({ isAbstract: true })
export abstract class ColumnsObject extends MethodObject {
  @Field(() => [Float], { nullable: 'items' })
  values: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Lower limits of the 95 % intervals.' })
  lows: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Upper limits of the 95 % intervals.' })
  highs: readonly (number | null)[];

  @Field(() => [FigureStatusEnum])
  statuses: readonly FigureStatus[];
}

/** Shares of a whole, one entry a figure. */
@ObjectType({ isAbstract: true })
export abstract class SharesObject extends ColumnsObject {
  @Field(() => [Float], { nullable: 'items', description: 'Null where the figure or its whole is not published.' })
  shares: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Lower limits of the 95 % intervals.' })
  shareLows: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Upper limits of the 95 % intervals.' })
  shareHighs: readonly (number | null)[];
}

type Method = Priced<Pick<Series, 'releaseIds' | 'methodVersion' | 'locationError' | 'strata' | 'extrapolated'>>;

export const toMethod = (
  { releaseIds, methodVersion, locationError, strata, extrapolated, cost }: Method,
  { unit, modelled = false }: { unit: string; modelled?: boolean },
) => ({
  ...{ modelled, unit, releaseIds, methodVersion, locationError, marks: cost.marks, cost },
  extrapolatedBy: extrapolated ? strata : [],
  notRepresented: extrapolated ? NEVER_REPRESENTED : [...NEVER_REPRESENTED, 'without-consent'],
});

const NEVER_REPRESENTED = ['under-18', 'visitors-from-abroad'];

/** An estimate has no figures: its columns are empty. */
export const columnOf = <Value>({ cost }: Priced<object>, column: readonly Value[]): readonly Value[] =>
  cost.isEstimate ? [] : column;

export const toColumnsObject = (series: Priced<Series>) => ({
  ...toMethod(series, series),
  ...{ values: columnOf(series, series.values), lows: columnOf(series, series.lows) },
  ...{ highs: columnOf(series, series.highs), statuses: columnOf(series, series.statuses) },
});
