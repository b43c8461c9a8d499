import { Args, ID, Mutation, Query, Resolver, ResolveReference } from '@nestjs/graphql';
import { type Actor, clientIdSchema } from '@passant/contracts';
import { AllowStaff, CurrentActor, type GraphqlContext } from '@passant/platform';
import { getStaffId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { ClientObject, CreateClientInput, createClientSchema } from './client.object';
import { ClientsService } from './clients.service';
import { loadClient } from './load-client';

@Resolver(() => ClientObject)
export class ClientsResolver {
  constructor(private readonly clients: ClientsService) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [ClientObject], { name: 'clients' })
  listClients(): Promise<ClientObject[]> {
    return this.clients.listClients();
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => ClientObject, { name: 'client' })
  getClient(@Args('id', { type: () => ID }) id: string): Promise<ClientObject> {
    return this.clients.getClient(parseInput(clientIdSchema, id));
  }

  @AllowStaff('admin')
  @Mutation(() => ClientObject)
  createClient(@Args('input') input: CreateClientInput, @CurrentActor() actor: Actor): Promise<ClientObject> {
    return this.clients.createClient(parseInput(createClientSchema, input), getStaffId(actor));
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveReference()
  resolveReference({ id }: { id: string }, context: GraphqlContext): Promise<ClientObject | null> {
    return loadClient(this.clients, context, id);
  }
}
