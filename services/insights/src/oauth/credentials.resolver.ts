import { Args, Field, ID, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import { type Actor, clientIdSchema } from '@passant/contracts';
import { AllowStaff, CurrentActor } from '@passant/platform';
import { getStaffId } from '../graphql/actors';
import { parseInput } from '../graphql/parse-input';
import { CredentialsService } from './credentials.service';

@ObjectType('Credentials')
export class CredentialsObject {
  @Field(() => ID, { description: 'The OAuth client id.' })
  clientId: string;

  @Field({ description: 'Shown this once.' })
  clientSecret: string;
}

@Resolver()
export class CredentialsResolver {
  constructor(private readonly credentials: CredentialsService) {}

  @AllowStaff('admin')
  @Mutation(() => CredentialsObject, { description: 'New OAuth credentials of a client; older ones stay valid.' })
  issueCredentials(
    @Args('clientId', { type: () => ID }) clientId: string,
    @CurrentActor() actor: Actor,
  ): Promise<CredentialsObject> {
    return this.credentials.issueCredentials(parseInput(clientIdSchema, clientId), getStaffId(actor));
  }

  @AllowStaff('admin')
  @Mutation(() => Boolean, { description: 'By OAuth client id. Tokens issued with it are worth nothing at once.' })
  async revokeCredentials(@Args('clientId', { type: () => ID }) clientId: string): Promise<boolean> {
    await this.credentials.revokeCredentials(parseInput(clientIdSchema, clientId));
    return true;
  }
}
