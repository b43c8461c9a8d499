import { Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { PlanStatus, PlanZones } from './domain/zone-plan';
import type { ZonePlanRecord } from './zone-plans.repository';

const ZonePlanStatus = {
  PROPOSED: 'PROPOSED',
  APPROVED: 'APPROVED',
  REFUSED: 'REFUSED',
} as const satisfies Record<PlanStatus, PlanStatus>;
registerEnumType(ZonePlanStatus, {
  name: 'ZonePlanStatus',
  description: 'REFUSED: the files have problems, there is nothing to approve.',
});

@ObjectType('ZonePlanProblem')
export class ZonePlanProblemObject {
  @Field()
  code: string;

  @Field()
  message: string;

  @Field(() => Int, { nullable: true })
  line?: number;
}

@ObjectType('PlanLocationError', {
  description:
    'Relative error of people by zone and hour over zone-hours of at least 20 people, as measured by whoever proposed the plan.',
})
export class PlanLocationErrorObject {
  @Field(() => Float)
  median: number;

  @Field(() => Float, { description: '90th percentile.' })
  p90: number;

  @Field(() => Float, { nullable: true, description: '(People told − people there) / people there.' })
  bias: number | null;

  @Field({ description: 'On whom it was measured.' })
  source: string;
}

@ObjectType('PlannedZone', { description: 'A zone as a plan lays it out, in force or not. For staff.' })
export class PlannedZoneObject {
  @Field(() => ID)
  id: string;

  @Field()
  name: string;

  @Field({ description: 'district, place or h3' })
  kind: string;

  @Field(() => Int, { nullable: true, description: 'Public residents; null where the market has no population file.' })
  residents: number | null;

  @Field({ description: 'Whether a radio cell reaches it.' })
  covered: boolean;

  @Field({ description: 'GeoJSON MultiPolygon (WGS 84) as text.' })
  shape: string;
}

@ObjectType('ZonePlan', { description: "A version of a market's zones, fixed by two people before any data is seen." })
export class ZonePlanObject {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  market: string;

  @Field(() => Int)
  version: number;

  @Field(() => ZonePlanStatus)
  status: PlanStatus;

  @Field(() => [ZonePlanProblemObject])
  problems: readonly ZonePlanProblemObject[];

  @Field(() => [String], { description: 'What the rules did: districts merged, places left out.' })
  notes: readonly string[];

  @Field(() => Int)
  zoneCount: number;

  @Field(() => PlanLocationErrorObject, {
    nullable: true,
    description: 'Will stand beside every figure over this plan; null: nobody measured it.',
  })
  locationError: PlanLocationErrorObject | null;

  @Field()
  proposedBy: string;

  @Field(() => [String])
  approvedBy: readonly string[];

  @Field()
  proposedAt: Date;

  @Field(() => Date, { nullable: true })
  approvedAt: Date | null;
}

export const toZonePlanObject = (plan: ZonePlanRecord): ZonePlanObject => ({
  id: plan.id,
  market: plan.marketId,
  version: plan.version,
  status: plan.status,
  problems: plan.problems,
  notes: plan.notes,
  zoneCount: Object.keys(plan.cellCounts).length,
  locationError: plan.locationError,
  proposedBy: plan.proposedBy,
  approvedBy: plan.approvedBy,
  proposedAt: plan.proposedAt,
  approvedAt: plan.approvedAt,
});

export const toPlannedZones = ({ zones }: PlanZones): PlannedZoneObject[] =>
  zones.map(({ id, name, kind, residents, covered, geometry }) => ({
    ...{ id, name, kind, residents, covered },
    shape: JSON.stringify(geometry),
  }));

@ObjectType('Zone')
@Directive('@key(fields: "id")')
export class ZoneObject {
  @Field(() => ID)
  id: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Radio cells that reach the zone under the plan in force. For staff.',
  })
  cellCount?: number | null;
}
