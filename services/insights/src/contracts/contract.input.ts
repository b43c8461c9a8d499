import { Field, GraphQLISODateTime, ID, InputType, Int } from '@nestjs/graphql';
import {
  clientIdSchema,
  contractIdSchema,
  daySchema,
  marketIdSchema,
  purposeSchema,
  zoneIdSchema,
} from '@passant/contracts';
import { z } from 'zod';
import { GrainEnum } from '../graphql/grain';
import type { GivenTerms } from './contracts.service';
import { type Grain, GRAINS, SOLD_PRODUCTS } from './domain/terms';

@InputType()
class TermsInput {
  @Field(() => String, { nullable: true, description: 'Needed where there is more than one market.' })
  market?: string | null;

  @Field({ description: 'place-statistics or public-planning' })
  purpose: string;

  @Field(() => [String], { description: SOLD_PRODUCTS.join(', ') })
  products: string[];

  @Field(() => Boolean, { defaultValue: false })
  allZones: boolean;

  @Field(() => [ID], { nullable: true, description: 'The zones; not together with allZones.' })
  zoneIds?: string[] | null;

  @Field(() => GrainEnum)
  finestGrain: Grain;

  @Field({ description: 'First local day that may be asked about, YYYY-MM-DD.' })
  from: string;

  @Field(() => String, { nullable: true, description: 'Last local day; null: whatever is newest.' })
  to?: string | null;

  @Field(() => Int, { defaultValue: 1, description: 'Per published figure, in minor units of the currency.' })
  priceMinorUnitsPerFigure: number;

  @Field({ defaultValue: 'EUR', description: 'ISO 4217' })
  currency: string;
}

@InputType()
export class DraftContractInput extends TermsInput {
  @Field(() => ID)
  clientId: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'From here on it is expired; null: open.' })
  validUntil?: Date | null;
}

@InputType()
export class AmendContractInput extends TermsInput {
  @Field(() => ID)
  contractId: string;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Now, where not given; never in the past.' })
  effectiveFrom?: Date | null;
}

const MOST_ZONES = 10_000;
const terms = {
  market: marketIdSchema.nullish(),
  purpose: purposeSchema,
  products: z.array(z.enum(SOLD_PRODUCTS)).min(1),
  allZones: z.boolean(),
  zoneIds: z.array(zoneIdSchema).max(MOST_ZONES).nullish(),
  finestGrain: z.enum(GRAINS),
  from: daySchema,
  to: daySchema.nullish(),
  priceMinorUnitsPerFigure: z.int().min(0).max(10_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
};

const eitherZones = ({ allZones, zoneIds }: { allZones: boolean; zoneIds?: readonly string[] | null | undefined }) =>
  allZones !== (zoneIds !== null && zoneIds !== undefined && zoneIds.length > 0);
const EITHER = { message: 'either allZones or zoneIds', path: ['zoneIds'] };

export const draftContractSchema = z
  .object({ ...terms, clientId: clientIdSchema, validUntil: z.date().nullish() })
  .refine(eitherZones, EITHER);

export const amendContractSchema = z
  .object({ ...terms, contractId: contractIdSchema, effectiveFrom: z.date().nullish() })
  .refine(eitherZones, EITHER);

type ParsedTerms = Omit<z.infer<typeof draftContractSchema>, 'clientId' | 'validUntil'>;

export const toTerms = (given: ParsedTerms): GivenTerms => ({
  market: given.market ?? null,
  purpose: given.purpose,
  products: given.products,
  zones: given.allZones ? 'all' : [...new Set(given.zoneIds ?? [])],
  finestGrain: given.finestGrain,
  history: { from: given.from, to: given.to ?? null },
  price: { minorUnitsPerFigure: given.priceMinorUnitsPerFigure, currency: given.currency },
});
