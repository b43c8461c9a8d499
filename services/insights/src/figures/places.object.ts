import { Field, Float, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { ZoneObject } from '../zones/zone.object';
import { MethodObject, SharesObject, toColumnsObject, toMethod } from './columns.object';
import type { Priced } from './compose-answer';
import { toCursor } from './flow-cursor';
import type { FlowsPage, ZoneCatchment } from './places.service';

@ObjectType('Catchment', {
  description: 'Where the visitors of a zone come from in one period: columns of equal length, one entry a home area.',
})
export class CatchmentObject extends SharesObject {
  @Field(() => ZoneObject)
  zone: ZoneObject;

  @Field(() => GraphQLISODateTime, { description: 'First instant of the period.' })
  start: Date;

  @Field(() => [ID], { description: 'The zones that home areas lie in, those with most visits first.' })
  homeZoneIds: readonly string[];

  @Field(() => [String])
  homeZoneNames: readonly string[];

  @Field(() => [Float], { nullable: 'items', description: 'Kilometres between the centres of the two zones.' })
  distancesKm: readonly (number | null)[];

  @Field(() => Int, { description: 'Home areas that are suppressed, listed or not.' })
  suppressed: number;
}

@ObjectType('Flows', {
  description:
    'Trips from zone to zone (or region: see "ends"), largest first: columns of equal length. Only what is published is listed.',
})
export class FlowsObject extends MethodObject {
  @Field(() => [GraphQLISODateTime], { description: 'First instant of each period.' })
  starts: readonly Date[];

  @Field({
    description:
      'What trips begin and end in: zones; regions; or zones-and-far-regions, where a plan has too many pairs of zones: ends are zones at most 50 km apart. Beyond, a trip is told between the regions of its zones, to those who may see all zones of both, and a pair of regions counts no nearer trips.',
  })
  ends: string;

  @Field(() => [ID], { description: 'Zones, or regions as "ends" says.' })
  fromZoneIds: readonly string[];

  @Field(() => [String])
  fromZoneNames: readonly string[];

  @Field(() => [ID])
  toZoneIds: readonly string[];

  @Field(() => [String])
  toZoneNames: readonly string[];

  @Field(() => [String], {
    nullable: 'items',
    description: 'Local time of departure: 00-06, 06-10, 10-14, 14-18, 18-22, 22-24; null: those asked for, together.',
  })
  dayParts: readonly (string | null)[];

  @Field(() => [Float])
  values: readonly number[];

  @Field(() => [Float], { description: 'Lower limits of the 95 % intervals.' })
  lows: readonly number[];

  @Field(() => [Float], { description: 'Upper limits of the 95 % intervals.' })
  highs: readonly number[];

  @Field(() => Int, { description: 'Flows that were asked for and are too uncertain to be published.' })
  suppressed: number;

  @Field(() => Int, { description: 'Flows that were asked for and are not there: not released, not measured.' })
  noData: number;

  @Field(() => String, { nullable: true, description: 'For "after": the next page begins behind it.' })
  endCursor: string | null;

  @Field()
  hasNextPage: boolean;
}

export const toCatchmentObject = (catchment: Priced<ZoneCatchment>): CatchmentObject => {
  const { zone, period, homes, homeNames, distancesKm, suppressed, shares, shareLows, shareHighs } = catchment;
  return {
    ...toColumnsObject({ ...catchment, modelled: false }),
    ...{ zone, start: new Date(period.startMs), homeZoneIds: homes, homeZoneNames: homeNames },
    ...{ distancesKm, suppressed, shares, shareLows, shareHighs },
  };
};

export function toFlowsObject(page: Priced<FlowsPage>): FlowsObject {
  const { flows, names, ends, suppressed, noData, hasNextPage } = page;
  const last = flows.at(-1);
  const releaseIds = [...new Set(flows.flatMap((flow) => flow.releaseIds))];
  const nameOf = (id: (typeof flows)[number]['from']) => names.get(id) ?? id;
  return {
    ...toMethod({ ...page, releaseIds }, page),
    starts: flows.map(({ startMs }) => new Date(startMs)),
    fromZoneIds: flows.map(({ from }) => from),
    fromZoneNames: flows.map(({ from }) => nameOf(from)),
    toZoneIds: flows.map(({ to }) => to),
    toZoneNames: flows.map(({ to }) => nameOf(to)),
    dayParts: flows.map(({ dayPart }) => dayPart),
    values: flows.map(({ value }) => value),
    lows: flows.map(({ low }) => low),
    highs: flows.map(({ high }) => high),
    ...{ ends, suppressed, noData, hasNextPage, endCursor: last ? toCursor(last) : null },
  };
}
