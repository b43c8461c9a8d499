import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { dataKindSchema, daySchema, marketIdSchema } from '@passant/contracts';
import { z } from 'zod';
import type { Plan } from './domain/plan';
import { RewardInputInvalid } from './rewards.errors';

@InputType()
export class RewardCreditInput {
  @Field({ description: 'presence, movement, home-area, profile or return-visits.' })
  dataKind: string;

  @Field(() => Int, { description: '1 to 10,000.' })
  minorUnitsPerDay: number;
}

@InputType()
export class RewardBenefitInput {
  @Field({ description: 'presence, movement, home-area, profile or return-visits.' })
  dataKind: string;

  @Field({ description: 'By which billing knows it: 2 to 40 small letters, digits and dashes.' })
  code: string;

  @Field({ description: 'As people read it in German: 2 to 80 characters.' })
  nameDe: string;

  @Field()
  nameEn: string;
}

@ArgsType()
export class PlanRewardsArguments {
  @Field()
  market: string;

  @Field({ description: 'The first local day that earns by it (YYYY-MM-DD): tomorrow at the earliest.' })
  effectiveFrom: string;

  @Field({ description: 'ISO 4217, e.g. EUR.' })
  currency: string;

  @Field(() => [RewardCreditInput])
  credits: RewardCreditInput[];

  @Field(() => [RewardBenefitInput])
  benefits: RewardBenefitInput[];
}

const MOST_PER_DAY = 10_000;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const name = z.string().trim().min(2).max(80);

const planSchema = z.object({
  market: marketIdSchema,
  effectiveFrom: daySchema,
  currency: z.string().refine((code) => CURRENCIES.has(code), 'ISO 4217'),
  credits: z
    .array(z.object({ dataKind: dataKindSchema, minorUnitsPerDay: z.number().int().min(1).max(MOST_PER_DAY) }))
    .max(5),
  benefits: z
    .array(
      z.object({
        dataKind: dataKindSchema,
        code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,39}$/),
        nameDe: name,
        nameEn: name,
      }),
    )
    .max(10),
});

/** @throws RewardInputInvalid naming the first field that is not as it should be */
export function parsePlan(given: PlanRewardsArguments): Omit<Plan, 'id' | 'version'> {
  const parsed = planSchema.safeParse(given);
  if (!parsed.success) throw new RewardInputInvalid(parsed.error.issues[0]!.path.join('.'));
  const { credits, benefits, ...plan } = parsed.data;
  if (credits.length + benefits.length === 0)
    throw new RewardInputInvalid('credits and benefits (one or more; endRewards ends a plan)');
  return {
    ...plan,
    rewards: [
      ...credits.map((credit) => ({ kind: 'credit' as const, ...credit })),
      ...benefits.map(({ dataKind, code, nameDe, nameEn }) => {
        return { kind: 'benefit' as const, dataKind, code, names: { de: nameDe, en: nameEn } };
      }),
    ],
  };
}

export function parseField<Schema extends z.ZodType>(what: string, schema: Schema, given: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new RewardInputInvalid(what);
  return parsed.data;
}
