import { Field, InputType, Int } from '@nestjs/graphql';
import { clientIdSchema, contractIdSchema, monthSchema } from '@passant/contracts';
import { z } from 'zod';

@InputType()
export class InvoicePartyInput {
  @Field({ description: 'A company or authority.' })
  name: string;

  @Field(() => [String], { description: 'Street and place, as printed.' })
  addressLines: string[];

  @Field({ description: 'ISO 3166-1 alpha-2' })
  country: string;

  @Field(() => String, { nullable: true })
  vatId?: string | null;

  @Field(() => String, { nullable: true, description: 'A shared mailbox: what is issued is kept for ever.' })
  email?: string | null;
}

@InputType()
export class InvoiceIssuerInput extends InvoicePartyInput {
  @Field({ description: 'Begins its numbers: 2 to 10 capital letters and digits.' })
  code: string;
}

@InputType()
export class BillingDetailsInput extends InvoicePartyInput {
  @Field(() => Int, { description: '1900 is 19 %.' })
  vatBasisPoints: number;

  @Field(() => String, { nullable: true, description: 'Why the rate is as it is; needed where it is 0.' })
  vatNote?: string | null;
}

const line = z.string().trim().min(1).max(120);
const orNull = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((given) => given ?? null);
const party = {
  name: line,
  addressLines: z.array(line).min(1).max(6),
  country: z.string().regex(/^[A-Z]{2}$/),
  vatId: orNull(z.string().regex(/^[A-Z0-9]{4,14}$/)),
  email: orNull(z.email().max(254)),
};

export const issuerSchema = z.object({ ...party, code: z.string().regex(/^[A-Z][A-Z0-9]{1,9}$/) });
export const billingDetailsSchema = z
  .object({ ...party, vatBasisPoints: z.int().min(0).max(10_000), vatNote: orNull(line.max(300)) })
  .refine(({ vatBasisPoints, vatNote }) => vatBasisPoints > 0 || vatNote !== null, {
    message: 'say why no VAT is due',
    path: ['vatNote'],
  });

export const monthOfContractSchema = z.object({ contractId: contractIdSchema, month: monthSchema });
export const issueSchema = monthOfContractSchema.extend({ issuer: orNull(z.string().max(10)) });
export const creditSchema = z.object({
  invoiceId: z.uuid(),
  netMinorUnits: orNull(z.number().refine(Number.isSafeInteger, 'a whole number of minor units')),
  reason: z.string().trim().min(3).max(300),
});
export const listSchema = z.object({ clientId: orNull(clientIdSchema), contractId: orNull(contractIdSchema) });
export const languageSchema = z.object({ language: z.enum(['de', 'en']) });
