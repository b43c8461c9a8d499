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
import { CONTRACT_KINDS } from './domain/check-kind';
import { CONTACT_ROLES, EXPORT_FORMATS, type Grain, GRAINS, PROHIBITIONS, SOLD_PRODUCTS } from './domain/terms';

@InputType()
export class ContractContactInput {
  @Field({ description: CONTACT_ROLES.join(', ') })
  role: string;

  @Field({ description: 'A shared mailbox, not a person: versions are kept for ever.' })
  email: string;
}

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

  @Field(() => Int, { nullable: true, description: 'Published figures a local month of the market; null: no quota.' })
  figuresPerMonth?: number | null;

  @Field({
    defaultValue: 'hard',
    description: 'hard: refused beyond the quota; soft: answered all the same, see usageMonths',
  })
  quotaKind: string;

  @Field(() => Int, { nullable: true, description: "Null: the gateway's own limits only." })
  questionsPerMinute?: number | null;

  @Field(() => [String], { defaultValue: [...EXPORT_FORMATS], description: EXPORT_FORMATS.join(', ') })
  exportFormats: string[];

  @Field(() => [String], { defaultValue: [...PROHIBITIONS], description: 'All of them, always.' })
  prohibitions: string[];

  @Field(() => Int, { nullable: true, description: 'How long answers may be kept; null: no limit.' })
  retentionDays?: number | null;

  @Field(() => [ContractContactInput], { defaultValue: [] })
  contacts: ContractContactInput[];
}

@InputType()
export class DraftContractInput extends TermsInput {
  @Field(() => ID)
  clientId: string;

  @Field({ defaultValue: 'ordinary', description: `${CONTRACT_KINDS.join(', ')}. It stays what it is.` })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Of a pilot, and only of one: who buys, as the document says.' })
  namedBuyer?: string | null;

  @Field(() => GraphQLISODateTime, {
    nullable: true,
    description: 'From here on it is expired; null: open, which a pilot cannot be.',
  })
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
const MOST_CONTACTS = 20;
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
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
  currency: z.string().refine((code) => CURRENCIES.has(code), 'a currency of ISO 4217'),
  figuresPerMonth: z.int().min(1).nullish(),
  quotaKind: z.enum(['hard', 'soft']),
  questionsPerMinute: z.int().min(1).max(10_000).nullish(),
  exportFormats: z.array(z.enum(EXPORT_FORMATS)),
  prohibitions: z.array(z.enum(PROHIBITIONS)),
  retentionDays: z.int().min(1).max(36_500).nullish(),
  contacts: z.array(z.object({ role: z.enum(CONTACT_ROLES), email: z.email().max(254) })).max(MOST_CONTACTS),
};

const eitherZones = ({ allZones, zoneIds }: { allZones: boolean; zoneIds?: readonly string[] | null | undefined }) =>
  allZones !== (zoneIds !== null && zoneIds !== undefined && zoneIds.length > 0);
const EITHER = { message: 'either allZones or zoneIds', path: ['zoneIds'] };

export const draftContractSchema = z
  .object({
    ...{ ...terms, clientId: clientIdSchema, validUntil: z.date().nullish() },
    ...{ kind: z.enum(CONTRACT_KINDS), namedBuyer: z.string().trim().min(1).max(120).nullish() },
  })
  .refine(eitherZones, EITHER);

export const amendContractSchema = z
  .object({ ...terms, contractId: contractIdSchema, effectiveFrom: z.date().nullish() })
  .refine(eitherZones, EITHER);

type ParsedTerms = Omit<z.infer<typeof draftContractSchema>, 'clientId' | 'validUntil' | 'kind' | 'namedBuyer'>;

export const toTerms = (given: ParsedTerms): GivenTerms => ({
  market: given.market ?? null,
  purpose: given.purpose,
  products: given.products,
  zones: given.allZones ? 'all' : [...new Set(given.zoneIds ?? [])],
  finestGrain: given.finestGrain,
  history: { from: given.from, to: given.to ?? null },
  price: { minorUnitsPerFigure: given.priceMinorUnitsPerFigure, currency: given.currency },
  quota: given.figuresPerMonth ? { figuresPerMonth: given.figuresPerMonth, kind: given.quotaKind } : null,
  questionsPerMinute: given.questionsPerMinute ?? null,
  exportFormats: given.exportFormats,
  prohibitions: given.prohibitions,
  retentionDays: given.retentionDays ?? null,
  contacts: given.contacts,
});
