import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { contractIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { type Act, ActsService, type Subject } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import {
  AmendContractInput,
  amendContractSchema,
  DraftContractInput,
  draftContractSchema,
  toTerms,
} from './contract.input';
import { ContractObject, toContractObject } from './contract.object';
import { type Contract, ContractsService } from './contracts.service';

/** What a contract says: written by one, put in force by another. */
@Resolver()
export class ContractTermsResolver {
  constructor(
    private readonly contracts: ContractsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  draftContract(@Args('input') input: DraftContractInput, @CurrentAct() act: Act): Promise<ContractObject> {
    const { clientId, validUntil, kind, namedBuyer, ...terms } = parseInput(draftContractSchema, input);
    const given = {
      ...{ terms: toTerms(terms), validUntil: validUntil ?? null },
      ...{ kind, namedBuyer: namedBuyer ?? null },
    };
    return this.perform(act, () => this.contracts.draftContract(clientId, given, act.staffId));
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject, { description: 'Proposes a new version; somebody else approves it.' })
  amendContract(@Args('input') input: AmendContractInput, @CurrentAct() act: Act): Promise<ContractObject> {
    const { contractId, effectiveFrom, ...terms } = parseInput(amendContractSchema, input);
    const given = { terms: toTerms(terms), effectiveFrom: effectiveFrom ?? null };
    return this.perform(act, () => this.contracts.amendContract(contractId, given, act.staffId));
  }

  @AllowStaff('admin', 'approver')
  @Mutation(() => ContractObject, { description: 'By somebody other than who proposed it.' })
  approveContractVersion(
    @Args('contractId', { type: () => ID }) contractId: string,
    @Args('number', { type: () => Int }) number: number,
    @CurrentAct() act: Act,
  ): Promise<ContractObject> {
    const id = parseInput(contractIdSchema, contractId);
    return this.perform(act, () => this.contracts.approveVersion(id, number, act.staffId));
  }

  private async perform(act: Act, work: () => Promise<Contract>): Promise<ContractObject> {
    return toContractObject(await this.acts.perform(act, work, ({ id }): Subject => ({ kind: 'contract', id })));
  }
}
