import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { type Actor, clientIdSchema } from '@passant/contracts';
import { AllowPartner, AllowStaff, CurrentActor } from '@passant/platform';
import { z } from 'zod';
import { parseInput } from '../graphql/parse-input';
import { WebhookActors } from './webhook-actors';
import { stateSchema, toDeliveryObject, toWebhookObject, WebhookDeliveryObject, WebhookObject } from './webhook.object';
import { WebhooksService } from './webhooks.service';

@Resolver()
export class WebhookDeliveriesResolver {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly actors: WebhookActors,
  ) {}

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [WebhookObject], { name: 'webhooks', description: 'Oldest first. For a partner its own.' })
  async listWebhooks(
    @CurrentActor() actor: Actor,
    @Args('clientId', { type: () => ID, nullable: true }) clientId?: string | null,
  ): Promise<WebhookObject[]> {
    const named = parseInput(clientIdSchema.nullish(), clientId) ?? null;
    const owner = await this.actors.findOwner(actor);
    return (await this.webhooks.list(owner ?? named)).map(toWebhookObject);
  }

  @AllowPartner()
  @AllowStaff('admin', 'approver', 'privacy-officer')
  @Query(() => [WebhookDeliveryObject], { description: 'Newest first, at most 500.' })
  async webhookDeliveries(
    @CurrentActor() actor: Actor,
    @Args('webhookId', { type: () => ID }) webhookId: string,
    @Args('state', { type: () => String, nullable: true, description: 'pending, delivered or dead' })
    state?: string | null,
  ): Promise<WebhookDeliveryObject[]> {
    const id = parseInput(z.uuid(), webhookId);
    const wanted = parseInput(stateSchema, { state }).state ?? null;
    const owner = await this.actors.findOwner(actor);
    return (await this.webhooks.listDeliveries(id, wanted, owner)).map(toDeliveryObject);
  }
}
