import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor, CurrentRequestId } from '@passant/platform';
import { z } from 'zod';
import { type Act, ActsService, type Subject } from '../acts/acts.service';
import { CurrentAct } from '../graphql/current-act';
import { InputInvalid, parseInput } from '../graphql/parse-input';
import { WebhookActors } from './webhook-actors';
import {
  IssuedWebhookObject,
  overlapSchema,
  RotateArgs,
  toDeliveryObject,
  toIssuedObject,
  toWebhookObject,
  WebhookDeliveryObject,
  WebhookInput,
  WebhookObject,
  webhookSchema,
} from './webhook.object';
import { WebhooksService } from './webhooks.service';

const KeyArgument = () =>
  Args('idempotencyKey', {
    ...{ type: () => String, nullable: true },
    description: 'The same request with the same key gets the first answer for a day.',
  });
const keySchema = z.object({
  idempotencyKey: z
    .string()
    .regex(/^[\w-]{16,128}$/)
    .nullish(),
});
const about = ({ id }: { id: string }): Subject => ({ kind: 'webhook', id });
const idSchema = z.uuid();

@Resolver()
export class WebhooksResolver {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly actors: WebhookActors,
    private readonly acts: ActsService,
  ) {}

  @AllowPartner()
  @AllowStaff('admin')
  @Mutation(() => IssuedWebhookObject, { description: "For a partner its own; for staff a client's." })
  async registerWebhook(
    @Args('input') input: WebhookInput,
    @KeyArgument() idempotencyKey: string | null | undefined,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<IssuedWebhookObject> {
    const { contractId, clientId: named, ...given } = parseInput(webhookSchema, input);
    const owner = await this.actors.findOwner(actor);
    const clientId = owner ?? named;
    if (!clientId) throw new InputInvalid(['clientId (say whose it is)']);
    const act = this.toAct({ actor, requestId }, { name: 'registerWebhook', idempotencyKey, payload: { input } });
    const wanted = { ...given, clientId, contractId: contractId ?? null };
    const register = () => this.webhooks.register(wanted, act.staffId);
    return toIssuedObject(await this.acts.perform(act, register, about));
  }

  @AllowPartner()
  @AllowStaff('admin')
  @Mutation(() => IssuedWebhookObject, { description: 'A new secret; both sign for so long.' })
  async rotateWebhookSecret(
    @Args() { webhookId, overlapHours, idempotencyKey }: RotateArgs,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<IssuedWebhookObject> {
    const id = parseInput(idSchema, webhookId);
    const hours = parseInput(overlapSchema, { overlapHours }).overlapHours;
    const owner = await this.actors.findOwner(actor);
    const payload = { webhookId, overlapHours };
    const act = this.toAct({ actor, requestId }, { name: 'rotateWebhookSecret', idempotencyKey, payload });
    const rotate = () => this.webhooks.rotateSecret(id, hours * 3600, owner);
    return toIssuedObject(await this.acts.perform(act, rotate, about));
  }

  @AllowPartner()
  @AllowStaff('admin')
  @Mutation(() => WebhookObject, { description: 'Nothing is sent there any more.' })
  async removeWebhook(
    @Args('webhookId', { type: () => ID }) webhookId: string,
    @KeyArgument() idempotencyKey: string | null | undefined,
    @CurrentActor() actor: Actor,
    @CurrentRequestId() requestId: string,
  ): Promise<WebhookObject> {
    const id = parseInput(idSchema, webhookId);
    const owner = await this.actors.findOwner(actor);
    const act = this.toAct({ actor, requestId }, { name: 'removeWebhook', idempotencyKey, payload: { webhookId } });
    return toWebhookObject(await this.acts.perform(act, () => this.webhooks.remove(id, owner), about));
  }

  @AllowStaff('admin')
  @Mutation(() => WebhookDeliveryObject, { description: 'Sends a dead one again, from the first attempt on.' })
  async replayWebhookDelivery(
    @Args('deliveryId', { type: () => ID }) deliveryId: string,
    @CurrentAct() act: Act,
  ): Promise<WebhookDeliveryObject> {
    const id = parseInput(idSchema, deliveryId);
    const replayed = await this.acts.perform(
      act,
      () => this.webhooks.replay(id),
      (delivery) => ({ kind: 'webhook', id: delivery.webhookId }),
    );
    return toDeliveryObject(replayed);
  }

  private toAct(
    from: { actor: Actor; requestId: string },
    { idempotencyKey, ...asked }: { name: string; idempotencyKey: string | null | undefined; payload: unknown },
  ): Act {
    const key = parseInput(keySchema, { idempotencyKey }).idempotencyKey ?? null;
    return this.actors.toAct({ ...from, ...asked, idempotencyKey: key });
  }
}
