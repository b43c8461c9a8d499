import { Field, GraphQLISODateTime, ObjectType } from '@nestjs/graphql';
import type { FrequencySeries } from './domain/compose-frequency';
import type { Series } from './domain/compose-series';
import type { Period } from './domain/periods';
import { ZoneObject } from '../zones/zone.object';
import { columnOf, ColumnsObject, SharesObject, toColumnsObject } from './columns.object';
import type { Priced } from './compose-answer';
import type { ZoneSeries } from './series.service';

const STARTS = 'First instant of each period.';

@ObjectType('Series', { description: 'Columns of equal length, one entry a period. Null where nothing is published.' })
export class SeriesObject extends ColumnsObject {
  @Field(() => ZoneObject, { nullable: true, description: 'Null: all zones that were asked for, together.' })
  zone: ZoneObject | null;

  @Field(() => [GraphQLISODateTime], { description: STARTS })
  starts: readonly Date[];
}

@ObjectType('AgeSeries', { description: 'Visitors of one age band, one entry a period.' })
export class AgeSeriesObject extends ColumnsObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field({ description: '18-24, 25-34, 35-44, 45-54, 55-64, 65+ or not-given' })
  age: string;

  @Field(() => [GraphQLISODateTime], { description: STARTS })
  starts: readonly Date[];
}

@ObjectType('DwellSeries', { description: 'Visitors who stayed so long in a zone that day, one entry a period.' })
export class DwellSeriesObject extends ColumnsObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field({ description: '15-30min, 30-60min, 1-2h, 2-4h, 4-8h or 8-24h' })
  bin: string;

  @Field(() => [GraphQLISODateTime], { description: STARTS })
  starts: readonly Date[];
}

@ObjectType('FrequencySeries', {
  description: 'People who were in a zone on so many days of a month, one entry a month.',
})
export class FrequencySeriesObject extends SharesObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field({ description: 'Days of the month: 1, 2-3, 4-7 or 8+' })
  bin: string;

  @Field(() => [GraphQLISODateTime], { description: STARTS })
  starts: readonly Date[];
}

/** An instant that is written in one answer after the other. */
class WrittenOften extends Date {
  private text?: string;

  override toISOString(): string {
    return (this.text ??= super.toISOString());
  }
}

const startsOf = new WeakMap<readonly Period[], readonly Date[]>();

/** All series of an answer have the same periods, and many answers do: their starts are made once. */
function toStarts([first]: readonly Priced<ZoneSeries>[]): readonly Date[] {
  if (!first) return [];
  const known = startsOf.get(first.periods) ?? first.periods.map(({ startMs }) => new WrittenOften(startMs));
  startsOf.set(first.periods, known);
  return columnOf(first, known);
}

export function toSeriesObjects(series: readonly Priced<ZoneSeries>[]): SeriesObject[] {
  const starts = toStarts(series);
  return series.map((one) => ({ ...toColumnsObject(one), zone: one.zone, starts }));
}

export function toAgeObjects(series: readonly Priced<ZoneSeries & { age: string }>[]): AgeSeriesObject[] {
  const starts = toStarts(series);
  return series.map((one) => ({ ...toColumnsObject(one), zone: one.zone!, age: one.age, starts }));
}

export function toDwellObjects(series: readonly Priced<ZoneSeries & { bin: string }>[]): DwellSeriesObject[] {
  const starts = toStarts(series);
  return series.map((one) => ({ ...toColumnsObject(one), zone: one.zone!, bin: one.bin, starts }));
}

export function toFrequencyObjects(
  series: readonly Priced<ZoneSeries<FrequencySeries & Series>>[],
): FrequencySeriesObject[] {
  const starts = toStarts(series);
  return series.map((one) => ({
    ...{ ...toColumnsObject(one), zone: one.zone!, bin: one.bin, starts },
    ...{ shares: columnOf(one, one.shares), shareLows: columnOf(one, one.shareLows) },
    shareHighs: columnOf(one, one.shareHighs),
  }));
}
