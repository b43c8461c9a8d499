import { Field, Float, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { EXPORT_FORMATS } from '../contracts/entitlements.service';
import { AffinityOfEnum } from '../figures/comparing.object';
import type { BulkQuestion } from '../figures/bulk.service';
import {
  affinitySchema,
  campaignSchema,
  comparisonSchema,
  dwellSchema,
  flowsSchema,
  forecastSchema,
  leafletsSchema,
  originSchema,
  profileSchema,
  rankSchema,
  zonesSchema,
} from '../figures/question.input';
import { GrainEnum } from '../graphql/grain';
import { EXPORTED_PRODUCTS, type ExportedProduct } from './domain/columns';

@InputType({
  description:
    'A question as the graph has it, of up to 2 million figures. What is not of its product must not be given; what is not given is as in the graph, but that lists are as long as they may be.',
})
export class ExportInput {
  @Field({ description: EXPORTED_PRODUCTS.join(', ') })
  product: string;

  @Field({ description: EXPORT_FORMATS.join(', ') })
  format: string;

  @Field(() => [ID], { nullable: true, description: 'Of all products but flows; of rank none is every zone.' })
  zoneIds?: string[] | null;

  @Field({ description: 'First local day of the market, YYYY-MM-DD; of a forecast the first of its seven days.' })
  from: string;

  @Field(() => String, { nullable: true, description: 'Last local day, included. Of all products but forecast.' })
  to?: string | null;

  @Field(() => GrainEnum, { nullable: true, description: 'Of presence, visitors, dwell, origin and flows.' })
  grain?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Of presence, visitors, rank and comparison of visitors, leaflets and forecast.',
  })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'As ages.' })
  genders?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of dwell.' })
  bins?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of flows: where trips begin; none: every zone of the contract.' })
  fromZoneIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Of flows: where trips end; none: every zone of the contract.' })
  toZoneIds?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of flows; none: all.' })
  dayParts?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Of flows; false: parts of the day are added.' })
  byDayPart?: boolean | null;

  @Field(() => AffinityOfEnum, { nullable: true, description: 'Of affinity.' })
  of?: string | null;

  @Field(() => String, { nullable: true, description: 'Of rank and comparison: presence or visitors.' })
  figure?: string | null;

  @Field(() => String, { nullable: true, description: 'Of comparison.' })
  against?: string | null;

  @Field(() => String, { nullable: true, description: 'Of comparison.' })
  againstTo?: string | null;

  @Field(() => [ID], { nullable: true, description: 'Of campaign.' })
  candidateZoneIds?: string[] | null;

  @Field(() => Int, { nullable: true, description: 'Of campaign.' })
  weeksBefore?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of leaflets: the print run; not together with a budget.' })
  leaflets?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of leaflets.' })
  budgetMinorUnits?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of leaflets.' })
  minorUnitsPerThousand?: number | null;

  @Field(() => Float, { nullable: true, description: 'Of leaflets.' })
  leafletsPerResident?: number | null;

  @Field(() => Float, { nullable: true, description: 'Of leaflets.' })
  grams?: number | null;

  @Field(() => Int, { nullable: true, description: 'Of forecast.' })
  weeks?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of origin, rank and leaflets: so many are listed; 1,000 where not given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true })
  purpose?: string | null;

  @Field(() => ID, { nullable: true })
  contractId?: string | null;
}

const otherwise = <Schema extends z.ZodType>(schema: Schema, value: z.output<Schema>) =>
  schema.nullish().transform((given) => given ?? value);
const MOST_LISTED = 1000;
const profile = profileSchema.omit({ together: true });
const ofRank = rankSchema.shape;
const ofLeaflets = leafletsSchema.shape;
const figured = { figure: ofRank.product };

/** What each product's question is made of. */
const QUESTIONS = {
  presence: profile,
  visitors: profile,
  dwell: dwellSchema,
  frequency: zonesSchema,
  origin: originSchema.extend({ first: otherwise(originSchema.shape.first, MOST_LISTED) }),
  flows: flowsSchema
    .omit({ first: true, after: true })
    .extend({ byDayPart: otherwise(flowsSchema.shape.byDayPart, true) }),
  affinity: affinitySchema.extend({ of: otherwise(affinitySchema.shape.of, 'AGE_AND_GENDER') }),
  rank: rankSchema.omit({ product: true }).extend({ ...figured, first: otherwise(ofRank.first, MOST_LISTED) }),
  comparison: comparisonSchema.omit({ product: true }).extend(figured),
  campaign: campaignSchema.extend({ weeksBefore: otherwise(campaignSchema.shape.weeksBefore, 8) }),
  leaflets: leafletsSchema.extend({
    leafletsPerResident: otherwise(ofLeaflets.leafletsPerResident, 0.5),
    ...{ grams: otherwise(ofLeaflets.grams, 20), first: otherwise(ofLeaflets.first, MOST_LISTED) },
  }),
  forecast: forecastSchema.extend({ weeks: otherwise(forecastSchema.shape.weeks, 12) }),
} as const satisfies Readonly<Record<ExportedProduct, z.ZodObject>>;

/** What is not of a product must not be given: a question must not look finer than it is. */
export const exportSchema = z
  .looseObject({ product: z.enum(EXPORTED_PRODUCTS), format: z.enum(EXPORT_FORMATS) })
  .transform(({ product, format, ...given }, context) => {
    const schema = QUESTIONS[product];
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === null || name in schema.shape) continue;
      context.addIssue({ code: 'custom', path: [name], message: `not of ${product}` });
    }
    const asked = schema.safeParse(given);
    for (const issue of asked.error?.issues ?? [])
      context.addIssue({ ...issue } as Parameters<typeof context.addIssue>[0]);
    if (!asked.success) return z.NEVER;
    return { format, question: { ...asked.data, product } as unknown as BulkQuestion };
  });
