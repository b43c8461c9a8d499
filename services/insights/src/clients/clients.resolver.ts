import { Args, ID, Mutation, Query, Resolver, ResolveReference } from '@nestjs/graphql';
import { clientIdSchema } from '@passant/contracts';
import { AllowStaff, type GraphqlContext } from '@passant/platform';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { ClientObject, CreateClientInput, createClientSchema } from './client.object';
import { ClientsService } from './clients.service';
import { loadClient } from './load-client';

@Resolver(() => ClientObject)
export class ClientsResolver {
  constructor(
    private readonly clients: ClientsService,
    private readonly acts: ActsService,
  ) {}

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
  createClient(@Args('input') input: CreateClientInput, @CurrentAct() act: Act): Promise<ClientObject> {
    const given = parseInput(createClientSchema, input);
    const work = () => this.clients.createClient(given, act.staffId);
    return this.acts.perform(act, work, ({ id }) => ({ kind: 'client', id }));
  }

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @ResolveReference()
  resolveReference({ id }: { id: string }, context: GraphqlContext): Promise<ClientObject | null> {
    return loadClient(this.clients, context, id);
  }
}
