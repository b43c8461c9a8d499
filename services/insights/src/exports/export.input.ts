import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { z } from 'zod';
import { EXPORT_FORMATS } from '../contracts/entitlements.service';
import type { BulkQuestion } from '../figures/bulk.service';
import { dwellSchema, originSchema, profileSchema, zonesSchema } from '../figures/question.input';
import { GrainEnum } from '../graphql/grain';
import { EXPORTED_PRODUCTS } from './domain/columns';

@InputType({ description: 'A question as the graph has it, of up to 2 million figures.' })
export class ExportInput {
  @Field({ description: EXPORTED_PRODUCTS.join(', ') })
  product: string;

  @Field({ description: EXPORT_FORMATS.join(', ') })
  format: string;

  @Field(() => [ID])
  zoneIds: string[];

  @Field({ description: 'First local day of the market, YYYY-MM-DD.' })
  from: string;

  @Field({ description: 'Last local day, included.' })
  to: string;

  @Field(() => GrainEnum, { nullable: true, description: 'Of all products but frequency, which is by months.' })
  grain?: string | null;

  @Field(() => [String], { nullable: true, description: 'Of presence and visitors.' })
  ages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of presence and visitors.' })
  genders?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Of dwell.' })
  bins?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of origin: home areas for each zone and period; 1,000 where not given.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true })
  purpose?: string | null;

  @Field(() => ID, { nullable: true })
  contractId?: string | null;
}

const absent = z
  .custom<null | undefined>((given) => given === undefined || given === null, 'not of this product')
  .transform(() => undefined)
  .optional();
const format = z.enum(EXPORT_FORMATS);
const none = { ages: absent, genders: absent, bins: absent, first: absent };
const profile = profileSchema.omit({ together: true }).extend({ format, bins: absent, first: absent });

/** What is not of a product must not be given: a question must not look finer than it is. */
export const exportSchema = z
  .discriminatedUnion('product', [
    profile.extend({ product: z.literal('presence') }),
    profile.extend({ product: z.literal('visitors') }),
    dwellSchema.extend({ ...none, ...dwellSchema.shape, format, product: z.literal('dwell') }),
    zonesSchema.extend({ ...none, grain: absent, format, product: z.literal('frequency') }),
    originSchema.extend({
      ...{ ...none, format, product: z.literal('origin') },
      first: originSchema.shape.first.nullish().transform((given) => given ?? 1000),
    }),
  ])
  .transform(({ format: wanted, ...given }) => ({ format: wanted, question: toQuestion(given) }));

/** Without what is not of its product. */
function toQuestion(given: object): BulkQuestion {
  const asked = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return asked as unknown as BulkQuestion;
}
