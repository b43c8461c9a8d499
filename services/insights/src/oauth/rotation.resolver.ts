import { Args, ID, Int, Mutation, Resolver } from '@nestjs/graphql';
import { clientIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import { z } from 'zod';
import { type Act, ActsService } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { parseInput } from '../graphql/parse-input';
import { ApiClientObject, CredentialsObject, toApiClientObject } from './credentials.object';
import { CredentialsService } from './credentials.service';

const MOST_OVERLAP_HOURS = 30 * 24;
const schema = z.object({ clientId: clientIdSchema, overlapHours: z.int().min(0).max(MOST_OVERLAP_HOURS) });

const ClientIdArgument = () => Args('clientId', { type: () => ID, description: 'The OAuth client id.' });
const OverlapArgument = () =>
  Args('overlapHours', {
    type: () => Int,
    defaultValue: 24,
    description: 'How long the one before is good too: 0 to 720. What leaked is revoked, not rotated.',
  });

/** New secrets and keys for the same OAuth client id. */
@Resolver()
export class RotationResolver {
  constructor(
    private readonly credentials: CredentialsService,
    private readonly acts: ActsService,
  ) {}

  @AllowStaff('admin')
  @Mutation(() => CredentialsObject, { description: 'A new secret; the present one is good for some hours more.' })
  rotateCredentials(
    @ClientIdArgument() clientId: string,
    @OverlapArgument() overlapHours: number,
    @CurrentAct() act: Act,
  ): Promise<CredentialsObject> {
    const { clientId: id, overlapHours: hours } = parseInput(schema, { clientId, overlapHours });
    return this.acts.perform(
      act,
      () => this.credentials.rotateSecret(id, hours * 3600),
      () => ({ kind: 'api-client', id }),
    );
  }

  @AllowStaff('admin')
  @Mutation(() => ApiClientObject, { description: 'A new public key; the present one is good for some hours more.' })
  async rotatePublicKey(
    @ClientIdArgument() clientId: string,
    @Args('publicJwk') jwk: string,
    @OverlapArgument() overlapHours: number,
    @CurrentAct() act: Act,
  ): Promise<ApiClientObject> {
    const { clientId: id, overlapHours: hours } = parseInput(schema, { clientId, overlapHours });
    const work = () => this.credentials.rotatePublicKey(id, jwk, hours * 3600);
    return toApiClientObject(await this.acts.perform(act, work, () => ({ kind: 'api-client', id })));
  }
}
