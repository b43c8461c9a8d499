import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { clientIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { type Act, ActsService, type Subject } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { ApiClientObject, CredentialsObject, toApiClientObject } from './credentials.object';
import { CredentialsService } from './credentials.service';

const ClientIdArgument = () => Args('clientId', { type: () => ID });
const aboutApiClient = ({ clientId }: { clientId: string }): Subject => ({ kind: 'api-client', id: clientId });

@Resolver()
export class CredentialsResolver {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [ApiClientObject], { description: 'Of one buyer, oldest first, revoked ones too.' })
  async apiClients(@ClientIdArgument() clientId: string): Promise<ApiClientObject[]> {
    const found = await this.credentials.listApiClients(parseInput(clientIdSchema, clientId));
    return found.map(toApiClientObject);
  }

  @AllowStaff('admin')
  @Mutation(() => CredentialsObject, { description: 'New OAuth credentials of a client; older ones stay valid.' })
  issueCredentials(@ClientIdArgument() clientId: string, @CurrentAct() act: Act): Promise<CredentialsObject> {
    const client = parseInput(clientIdSchema, clientId);
    return this.acts.perform(act, () => this.credentials.issueCredentials(client, act.staffId), aboutApiClient);
  }

  @AllowStaff('admin')
  @Mutation(() => ApiClientObject, {
    description: 'New OAuth credentials of a client that signs (private_key_jwt): its public key as JSON Web Key.',
  })
  async registerPublicKey(
    @ClientIdArgument() clientId: string,
    @Args('publicJwk') jwk: string,
    @CurrentAct() act: Act,
  ): Promise<ApiClientObject> {
    const client = parseInput(clientIdSchema, clientId);
    const work = () => this.credentials.registerPublicKey(client, jwk, act.staffId);
    const registered = await this.acts.perform(act, work, ({ id }) => ({ kind: 'api-client', id }));
    return toApiClientObject(registered);
  }

  @AllowStaff('admin')
  @Mutation(() => Boolean, { description: 'By OAuth client id. Tokens issued with it are worth nothing at once.' })
  async revokeCredentials(@ClientIdArgument() clientId: string, @CurrentAct() act: Act): Promise<boolean> {
    const id = parseInput(clientIdSchema, clientId);
    const revoke = async () => {
      await this.credentials.revokeCredentials(id, act.staffId);
      return true;
    };
    return this.acts.perform(act, revoke, () => aboutApiClient({ clientId: id }));
  }
}
