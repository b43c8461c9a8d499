import { ArgsType, Field, Float, ID, Int } from '@nestjs/graphql';
import {
  ageBandSchema,
  contractIdSchema,
  dayPartSchema,
  daySchema,
  DWELL_BINS,
  genderSchema,
  purposeSchema,
  zoneIdSchema,
} from '@passant/contracts';
import { z } from 'zod';
import { GrainEnum } from '../graphql/grain';
import { AffinityOfEnum } from './comparing.object';
import { AFFINITY_OF, type AffinityOf } from './domain/compose-affinity';
import type { PeriodGrain } from './domain/periods';
import { flowCursorSchema } from './flow-cursor';

const ESTIMATE =
  'Only what it would cost: judged like the question, but nothing is answered, noted or billed. Columns are empty; the costs of an answer’s parts add up to it. Staff may ask nothing else, and name the contract.';
const KEY =
  '16 to 128 letters, digits, - and _, a UUID for one. Who asks the same with the same key again, after an answer was cut off, is billed once.';
const CONTRACT = 'The contract to answer under; else the oldest that covers the question.';
const AGES = '18-24, 25-34, 35-44, 45-54, 55-64, 65+, not-given; none: everybody.';
const GENDERS = 'female, male, not-given; none: everybody.';

@ArgsType()
class AskingArgs {
  @Field(() => String, { nullable: true, description: 'Only where contracts of several purposes are held.' })
  purpose?: string | null;

  @Field(() => ID, { nullable: true, description: CONTRACT })
  contractId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: ESTIMATE })
  estimate: boolean;

  @Field(() => String, { nullable: true, description: KEY })
  idempotencyKey?: string | null;
}

@ArgsType()
export class SpanArgs extends AskingArgs {
  @Field({ description: 'First local day of the market, YYYY-MM-DD.' })
  from: string;

  @Field({ description: 'Last local day, included. Weeks and months are answered whole.' })
  to: string;
}

@ArgsType()
export class ZonesArgs extends SpanArgs {
  @Field(() => [ID])
  zoneIds: string[];
}

@ArgsType()
export class QuestionArgs extends ZonesArgs {
  @Field(() => GrainEnum)
  grain: PeriodGrain;
}

@ArgsType()
export class ProfileArgs extends QuestionArgs {
  @Field(() => [String], { nullable: true, description: AGES })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: GENDERS })
  genders?: string[] | null;

  @Field(() => Boolean, { defaultValue: false, description: 'One series for all zones, the sum over them.' })
  together: boolean;
}

@ArgsType()
export class ByAgeArgs extends QuestionArgs {
  @Field(() => [String], { nullable: true, description: GENDERS })
  genders?: string[] | null;
}

@ArgsType()
export class DwellArgs extends QuestionArgs {
  @Field(() => [String], { nullable: true, description: `${DWELL_BINS.join(', ')}; none: all.` })
  bins?: string[] | null;
}

@ArgsType()
export class OriginArgs extends QuestionArgs {
  @Field(() => Int, { defaultValue: 20, description: 'Home areas listed for each zone and period, at most 1,000.' })
  first: number;
}

@ArgsType()
export class FlowsArgs extends SpanArgs {
  @Field(() => [ID], { nullable: true, description: 'Where trips begin; none: every zone of the contract.' })
  fromZoneIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Where trips end; none: every zone of the contract.' })
  toZoneIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: '00-06, 06-10, 10-14, 14-18, 18-22, 22-24; none: all.' })
  dayParts?: string[] | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Else the parts of the day are added.' })
  byDayPart: boolean;

  @Field(() => GrainEnum)
  grain: PeriodGrain;

  @Field(() => Int, { defaultValue: 100, description: 'At most 1,000.' })
  first: number;

  @Field(() => String, { nullable: true, description: 'An endCursor: what comes after it.' })
  after?: string | null;
}

@ArgsType()
export class AffinityArgs extends ZonesArgs {
  @Field(() => AffinityOfEnum, { defaultValue: 'AGE_AND_GENDER' })
  of: AffinityOf;
}

@ArgsType()
export class RankArgs extends SpanArgs {
  @Field({ description: 'presence or visitors' })
  product: string;

  @Field(() => [ID], { nullable: true, description: 'None: every zone of the contract.' })
  zoneIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: `Of visitors only. ${AGES}` })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: `Of visitors only. ${GENDERS}` })
  genders?: string[] | null;

  @Field(() => Int, { defaultValue: 50, description: 'At most 1,000.' })
  first: number;
}

@ArgsType()
export class ComparisonArgs extends ZonesArgs {
  @Field({ description: 'presence or visitors' })
  product: string;

  @Field({
    description: 'First day of the other time: as many days, beginning on the same weekday; or with againstTo any.',
  })
  against: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Last day of the other time, however long: each day is then compared with the mean of its weekday there.',
  })
  againstTo?: string | null;

  @Field(() => [String], { nullable: true, description: `Of visitors only. ${AGES}` })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: `Of visitors only. ${GENDERS}` })
  genders?: string[] | null;
}

@ArgsType()
export class CampaignArgs extends SpanArgs {
  @Field(() => [ID], { description: 'Where the action was; "from" to "to": its days.' })
  zoneIds: string[];

  @Field(() => [ID], {
    nullable: true,
    description: 'Zones to choose controls from; none: every other one of the contract. Neighbours are left out.',
  })
  candidateZoneIds?: string[] | null;

  @Field(() => Int, {
    defaultValue: 8,
    description: 'Whole weeks before the action, 4 to 26: controls are chosen by these.',
  })
  weeksBefore: number;
}

@ArgsType()
export class LeafletsArgs extends SpanArgs {
  @Field(() => [ID], { description: 'Whose visitors, of all of them together, on the days "from" to "to".' })
  zoneIds: string[];

  @Field(() => Int, { nullable: true, description: 'The print run; not together with a budget.' })
  leaflets?: number | null;

  @Field(() => Int, { nullable: true, description: 'Minor units of your currency; needs minorUnitsPerThousand.' })
  budgetMinorUnits?: number | null;

  @Field(() => Int, { nullable: true, description: 'Printing and bringing a thousand; else no money is told.' })
  minorUnitsPerThousand?: number | null;

  @Field(() => Float, {
    defaultValue: 0.5,
    description: 'Leaflets for each public resident: 0.5 is one a household of two, 1 one a resident.',
  })
  leafletsPerResident: number;

  @Field(() => Float, { defaultValue: 20, description: 'Of one leaflet: four pages A4 of 150 g/m² weigh 19 g.' })
  grams: number;

  @Field(() => [String], { nullable: true, description: `The target group. ${AGES}` })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: `The target group. ${GENDERS}` })
  genders?: string[] | null;

  @Field(() => Int, { defaultValue: 100, description: 'Home areas listed, at most 1,000; the plan is made of all.' })
  first: number;
}

@ArgsType()
export class ForecastArgs extends AskingArgs {
  @Field(() => [ID])
  zoneIds: string[];

  @Field({ description: 'First of the seven local days, YYYY-MM-DD: the day after the newest release, or later.' })
  from: string;

  @Field(() => Int, {
    defaultValue: 12,
    description: 'Weeks of history before "from", 6 to 26; the contract must have them.',
  })
  weeks: number;

  @Field(() => [String], { nullable: true, description: AGES })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: GENDERS })
  genders?: string[] | null;
}

const DAY_RANGE = ['1970-01-01', '2100-01-01'] as const;
const askableDay = daySchema.refine((day) => day >= DAY_RANGE[0] && day < DAY_RANGE[1], 'a day between 1970 and 2099');
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((given) => given ?? null);
const orNone = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .array(schema)
    .nullish()
    .transform((given) => given ?? []);
const page = z.int().min(1).max(1000);
const zoneIds = z.array(zoneIdSchema).min(1);
const asking = { purpose: orNull(purposeSchema), contractId: orNull(contractIdSchema) };
const span = { from: askableDay, to: askableDay, ...asking };
const grain = z.enum(['HOUR', 'DAY', 'WEEK', 'MONTH']);
const profile = { ages: orNone(ageBandSchema), genders: orNone(genderSchema) };
const counted = z.enum(['presence', 'visitors']);

export const zonesSchema = z.object({ ...span, zoneIds });
export const profileSchema = z.object({ ...span, zoneIds, grain, ...profile, together: z.boolean() });
export const byAgeSchema = z.object({ ...span, zoneIds, grain, genders: profile.genders });
export const dwellSchema = z.object({ ...span, zoneIds, grain, bins: orNone(z.enum(DWELL_BINS)) });
export const originSchema = z.object({ ...span, zoneIds, grain, first: page });
export const affinitySchema = z.object({ ...span, zoneIds, of: z.enum(AFFINITY_OF) });
export const rankSchema = z.object({ ...span, zoneIds: orNull(zoneIds), product: counted, ...profile, first: page });
export const comparisonSchema = z.object({
  ...span,
  zoneIds,
  product: counted,
  ...profile,
  against: askableDay,
  againstTo: orNull(askableDay),
});
export const flowsSchema = z.object({
  ...{ ...span, grain, fromZoneIds: orNull(zoneIds), toZoneIds: orNull(zoneIds) },
  ...{ dayParts: orNone(dayPartSchema), byDayPart: z.boolean(), first: page, after: orNull(flowCursorSchema) },
});
export const campaignSchema = z.object({
  ...{ ...span, zoneIds, candidateZoneIds: orNull(zoneIds), weeksBefore: z.int().min(4).max(26) },
});
const amount = z.int().min(1).max(2_000_000_000);
export const leafletsSchema = z.object({
  ...{ ...span, zoneIds, ...profile, first: page },
  ...{ leaflets: orNull(amount), budgetMinorUnits: orNull(amount), minorUnitsPerThousand: orNull(amount) },
  ...{ leafletsPerResident: z.number().min(0.01).max(10), grams: z.number().min(0.1).max(5000) },
});
export const forecastSchema = z.object({
  ...{ ...asking, from: askableDay, zoneIds, ...profile, weeks: z.int().min(6).max(26) },
});
