import { type ClientId, clientIdSchema } from '@passant/contracts';
import type { GraphqlContext } from '@passant/platform';
import { loadOne } from '../graphql/loader';
import type { Client, ClientsService } from './clients.service';

/** Through the loader of the operation; null where there is none. */
export async function loadClient(clients: ClientsService, context: GraphqlContext, id: string): Promise<Client | null> {
  if (!clientIdSchema.safeParse(id).success) return null;
  const load = async (ids: readonly ClientId[]) =>
    new Map((await clients.findClientsById(ids)).map((client) => [client.id, client]));
  return loadOne(context, { owner: clients, load }, id as ClientId);
}
