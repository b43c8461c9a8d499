import { Field, Float, GraphQLISODateTime, ID, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { FigureStatus } from '@passant/contracts';
import { ZoneObject } from '../zones/zone.object';
import type { ZoneSeries } from './questions.service';

/** For GraphQL only: names and values are the same. */
const FigureStatusEnum = {
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

@ObjectType('Series', { description: 'Columns of equal length, one entry a period. Null where nothing is published.' })
export class SeriesObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field(() => [GraphQLISODateTime], { description: 'First instant of each period.' })
  starts: readonly Date[];

  @Field(() => [Float], { nullable: 'items' })
  values: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Lower limits of the 95 % intervals.' })
  lows: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Upper limits of the 95 % intervals.' })
  highs: readonly (number | null)[];

  @Field(() => [FigureStatusEnum])
  statuses: readonly FigureStatus[];

  @Field({ description: 'Whether a model stands in for a measurement.' })
  modelled: boolean;

  @Field({ description: 'people, people a day or visits; "panel only" where the market is not extrapolated.' })
  unit: string;

  @Field(() => [ID], { description: 'The releases that these figures are made of.' })
  releaseIds: readonly string[];

  @Field()
  methodVersion: string;
}

/** All series of an answer have the same periods: their starts are made once. */
export function toSeriesObjects(series: readonly ZoneSeries[]): SeriesObject[] {
  const starts = series[0]?.periods.map(({ startMs }) => new Date(startMs)) ?? [];
  return series.map(({ zone, values, lows, highs, statuses, unit, releaseIds, methodVersion }) => ({
    ...{ zone, starts, values, lows, highs, statuses, modelled: false, unit, releaseIds, methodVersion },
  }));
}
