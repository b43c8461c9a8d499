import { Directive, Field, Float, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { FigureStatus } from '@passant/contracts';
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
  description: 'Relative error from where the network places people. It stands beside a figure, not in its interval.',
})
export class LocationErrorObject {
  @Field(() => Float)
  median: number;

  @Field(() => Float)
  p90: number;
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

type Method = Pick<Series, 'releaseIds' | 'methodVersion' | 'locationError' | 'strata' | 'extrapolated'>;

export const toMethod = (
  { releaseIds, methodVersion, locationError, strata, extrapolated }: Method,
  { unit, modelled = false }: { unit: string; modelled?: boolean },
) => ({
  ...{ modelled, unit, releaseIds, methodVersion, locationError },
  extrapolatedBy: extrapolated ? strata : [],
  notRepresented: extrapolated ? NEVER_REPRESENTED : [...NEVER_REPRESENTED, 'without-consent'],
});

const NEVER_REPRESENTED = ['under-18', 'visitors-from-abroad'];

export const toColumnsObject = (series: Series) => ({
  ...toMethod(series, series),
  ...{ values: series.values, lows: series.lows, highs: series.highs, statuses: series.statuses },
});
