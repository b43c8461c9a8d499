import { Args, Context, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { clientIdSchema, type ContractId, contractIdSchema } from '@passant/contracts';
import { AllowStaff, type GraphqlContext } from '@passant/platform';
import { ClientObject } from '../clients/client.object';
import { ClientsService } from '../clients/clients.service';
import { loadClient } from '../clients/load-client';
import { loadOne } from '../graphql/loader';
import { parseInput } from '../graphql/parse-input';
import { ContractEventObject, ContractObject, toContractObject, toEventObject } from './contract.object';
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

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => ContractObject, { name: 'contract' })
  async getContract(@Args('id', { type: () => ID }) id: string): Promise<ContractObject> {
    return toContractObject(await this.contracts.getContract(parseInput(contractIdSchema, id)));
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('timeline', () => [ContractEventObject], { description: 'Everything that happened, oldest first.' })
  async timeline(@Parent() { id }: ContractObject, @Context() context: GraphqlContext): Promise<ContractEventObject[]> {
    const load = (asked: readonly ContractId[]) => this.contracts.listTimelines(asked);
    const events = await loadOne(context, { owner: this.contracts, load }, id as ContractId);
    return (events ?? []).map(toEventObject);
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveField('client', () => ClientObject, { nullable: true })
  client(@Parent() { clientId }: ContractObject, @Context() context: GraphqlContext): Promise<ClientObject | null> {
    return loadClient(this.clients, context, clientId);
  }
}
