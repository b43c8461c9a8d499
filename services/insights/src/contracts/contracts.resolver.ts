import { Args, Context, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { type Actor, clientIdSchema, contractIdSchema } from '@passant/contracts';
import { AllowStaff, CurrentActor, type GraphqlContext } from '@passant/platform';
import { ClientObject } from '../clients/client.object';
import { ClientsService } from '../clients/clients.service';
import { loadClient } from '../clients/load-client';
import { getStaffId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import {
  AmendContractInput,
  amendContractSchema,
  DraftContractInput,
  draftContractSchema,
  toTerms,
} from './contract.input';
import { ContractObject, toContractObject } from './contract.object';
import { ContractsService } from './contracts.service';

@Resolver(() => ContractObject)
export class ContractsResolver {
  constructor(
    private readonly contracts: ContractsService,
    private readonly clients: ClientsService,
  ) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [ContractObject], { name: 'contracts' })
  async listContracts(
    @Args('clientId', { type: () => ID, nullable: true }) clientId?: string | null,
  ): Promise<ContractObject[]> {
    const client = parseInput(clientIdSchema.nullish(), clientId);
    return (await this.contracts.listContracts(client ?? null)).map(toContractObject);
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject)
  async draftContract(@Args('input') input: DraftContractInput, @CurrentActor() actor: Actor): Promise<ContractObject> {
    const { clientId, validUntil, ...terms } = parseInput(draftContractSchema, input);
    const given = { terms: toTerms(terms), validUntil: validUntil ?? null };
    return toContractObject(await this.contracts.draftContract(clientId, given, getStaffId(actor)));
  }

  @AllowStaff('admin')
  @Mutation(() => ContractObject, { description: 'Proposes a new version; somebody else approves it.' })
  async amendContract(@Args('input') input: AmendContractInput, @CurrentActor() actor: Actor): Promise<ContractObject> {
    const { contractId, effectiveFrom, ...terms } = parseInput(amendContractSchema, input);
    const given = { terms: toTerms(terms), effectiveFrom: effectiveFrom ?? null };
    return toContractObject(await this.contracts.amendContract(contractId, given, getStaffId(actor)));
  }

  @AllowStaff('admin', 'approver')
  @Mutation(() => ContractObject, { description: 'By somebody other than who proposed it.' })
  async approveContractVersion(
    @Args('contractId', { type: () => ID }) contractId: string,
    @Args('number', { type: () => Int }) number: number,
    @CurrentActor() actor: Actor,
  ): Promise<ContractObject> {
    const id = parseInput(contractIdSchema, contractId);
    return toContractObject(await this.contracts.approveVersion(id, number, getStaffId(actor)));
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('client', () => ClientObject, { nullable: true })
  client(@Parent() { clientId }: ContractObject, @Context() context: GraphqlContext): Promise<ClientObject | null> {
    return loadClient(this.clients, context, clientId);
  }
}
