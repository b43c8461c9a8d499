import { Field, InputType } from '@nestjs/graphql';
import { daySchema, marketIdSchema } from '@passant/contracts';
import { z } from 'zod';

@InputType()
export class RecordMethodApprovalInput {
  @Field()
  market: string;

  @Field({ description: 'SHA-256 of the document, 64 hexadecimal digits.' })
  documentSha256: string;

  @Field({ description: 'The authority or body that approved, never a person.' })
  body: string;

  @Field({ description: 'Local day of the market, YYYY-MM-DD; not one that is still to come.' })
  approvedOn: string;

  @Field({ description: 'The last local day on which it holds.' })
  expiresOn: string;
}

export const recordApprovalSchema = z
  .object({
    market: marketIdSchema,
    documentSha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
    body: z.string().trim().min(3).max(200),
    approvedOn: daySchema,
    expiresOn: daySchema,
  })
  .refine(({ approvedOn, expiresOn }) => approvedOn <= expiresOn, {
    message: 'not before approvedOn',
    path: ['expiresOn'],
  });

/** Free text of staff about a market, never about a person. */
export const marketStepSchema = z.object({
  market: marketIdSchema,
  reason: z.string().trim().min(3).max(500).nullish(),
});
export const confirmApprovalSchema = z.object({ market: marketIdSchema, approvalId: z.uuid() });
