import { Args, ID, InputType, Field, Int, Mutation, Resolver } from '@nestjs/graphql';
import { contractIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { ContractObject, toContractObject } from './contract.object';
import { ContractsService } from './contracts.service';
import { REFUSED_BUYERS } from './domain/attestation';
import { PROHIBITIONS } from './domain/terms';

@InputType()
export class AttestContractInput {
  @Field(() => ID)
  contractId: string;

  @Field(() => Int, { defaultValue: 1, description: 'The version that it is about: each needs its own.' })
  number: number;

  @Field(() => [String], { description: `All of them: ${PROHIBITIONS.join(', ')}` })
  refusedUses: string[];

  @Field(() => [String], { description: `All of them: ${REFUSED_BUYERS.join(', ')}` })
  refusedBuyers: string[];

  @Field({ description: 'The role in which it was declared for the buyer, never a name.' })
  statedBy: string;

  @Field({ description: 'SHA-256 of the signed document, 64 hexadecimal digits.' })
  documentSha256: string;
}

const attestSchema = z.object({
  contractId: contractIdSchema,
  number: z.int().min(1),
  refusedUses: z.array(z.enum(PROHIBITIONS)),
  refusedBuyers: z.array(z.enum(REFUSED_BUYERS)),
  statedBy: z.string().trim().min(3).max(120),
  documentSha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits'),
});

/** What buyers declare of refused uses and buyers. */
@Resolver()
export class AttestationsResolver {
  constructor(
    private readonly contracts: ContractsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin')
  @Mutation(() => ContractObject, {
    description: 'Writes down what the buyer declared of one version. Without it none comes into force.',
  })
  async attestContract(@Args('input') input: AttestContractInput, @CurrentAct() act: Act): Promise<ContractObject> {
    const { contractId, ...attestation } = parseInput(attestSchema, input);
    const work = () => this.contracts.attestVersion(contractId, attestation, act.staffId);
    return toContractObject(await this.acts.perform(act, work, ({ id }) => ({ kind: 'contract', id })));
  }
}
