import { ArgsType, Field, ID } from '@nestjs/graphql';
import { contractIdSchema, daySchema, purposeSchema, zoneIdSchema } from '@passant/contracts';
import { z } from 'zod';
import { GrainEnum } from '../graphql/grain';
import type { PeriodGrain } from './domain/periods';

@ArgsType()
export class QuestionArgs {
  @Field(() => [ID])
  zoneIds: string[];

  @Field({ description: 'First local day of the market, YYYY-MM-DD.' })
  from: string;

  @Field({ description: 'Last local day, included. Weeks and months are answered whole.' })
  to: string;

  @Field(() => GrainEnum)
  grain: PeriodGrain;

  @Field(() => String, { nullable: true, description: 'Only where contracts of several purposes are held.' })
  purpose?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The contract to answer under; else the oldest that covers the question.',
  })
  contractId?: string | null;
}

const DAY_RANGE = ['1970-01-01', '2100-01-01'] as const;
const askableDay = daySchema.refine((day) => day >= DAY_RANGE[0] && day < DAY_RANGE[1], 'a day between 1970 and 2099');

export const questionSchema = z
  .object({
    zoneIds: z.array(zoneIdSchema).min(1),
    from: askableDay,
    to: askableDay,
    grain: z.enum(['HOUR', 'DAY', 'WEEK', 'MONTH']),
    purpose: purposeSchema.nullish(),
    contractId: contractIdSchema.nullish(),
  })
  .transform(({ purpose, contractId, ...rest }) => ({
    ...rest,
    purpose: purpose ?? null,
    contractId: contractId ?? null,
  }));
