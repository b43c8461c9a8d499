import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { clientIdSchema, contractIdSchema } from '@passant/contracts';
import { z } from 'zod';
import { WEBHOOK_EVENTS } from './domain/events';
import type { Delivery, IssuedWebhook, Webhook } from './webhooks.service';

@InputType()
export class WebhookInput {
  @Field(() => ID, { nullable: true, description: "For staff: whose it is. A partner's are its own." })
  clientId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Null: all contracts.' })
  contractId?: string | null;

  @Field({ description: 'An HTTPS address on the public internet.' })
  url: string;

  @Field(() => [String], { description: WEBHOOK_EVENTS.join(', ') })
  events: string[];
}

@ArgsType()
export class RotateArgs {
  @Field(() => ID)
  webhookId: string;

  @Field(() => Int, { defaultValue: 24, description: 'How long the secret before signs too.' })
  overlapHours: number;

  @Field(() => String, {
    nullable: true,
    description: 'The same request with the same key gets the first answer for a day.',
  })
  idempotencyKey?: string | null;
}

export const webhookSchema = z.object({
  clientId: clientIdSchema.nullish(),
  contractId: contractIdSchema.nullish(),
  url: z.string().min(1).max(4096),
  events: z.array(z.enum(WEBHOOK_EVENTS)).min(1),
});
export const stateSchema = z.object({ state: z.enum(['pending', 'delivered', 'dead']).nullish() });
export const overlapSchema = z.object({ overlapHours: z.int().min(0).max(720) });

@ObjectType('Webhook', { description: 'Where a partner wants to be told of things.' })
export class WebhookObject {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  clientId: string;

  @Field(() => ID, { nullable: true, description: 'Null: all contracts.' })
  contractId: string | null;

  @Field()
  url: string;

  @Field(() => [String])
  events: readonly string[];

  @Field({ description: 'active; gone (it answered 410: nothing is sent any more); removed' })
  state: string;

  @Field(() => GraphQLISODateTime)
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'Until then the secret before signs too.' })
  previousUntil: Date | null;
}

@ObjectType('IssuedWebhook')
export class IssuedWebhookObject {
  @Field(() => WebhookObject)
  webhook: WebhookObject;

  @Field({ description: 'Signs each message (Standard Webhooks, HMAC-SHA-256). Shown this once.' })
  secret: string;
}

@ObjectType('WebhookDelivery', { description: 'One event for one address.' })
export class WebhookDeliveryObject {
  @Field(() => ID)
  id: string;

  @Field(() => ID)
  webhookId: string;

  @Field()
  event: string;

  @Field({ description: 'What is sent, as it is signed.' })
  body: string;

  @Field({ description: 'pending, delivered, or dead: eleven attempts failed, or the address is gone' })
  state: string;

  @Field(() => Int)
  attempts: number;

  @Field(() => GraphQLISODateTime, { nullable: true, description: 'When it is tried next.' })
  dueAt: Date | null;

  @Field(() => Int, { nullable: true })
  lastStatus: number | null;

  @Field(() => String, { nullable: true, description: 'A word for why there was no answer, e.g. ECONNREFUSED.' })
  lastProblem: string | null;

  @Field(() => GraphQLISODateTime)
  createdAt: Date;

  @Field(() => GraphQLISODateTime, { nullable: true })
  deliveredAt: Date | null;
}

export const toWebhookObject = (webhook: Webhook): WebhookObject => ({
  ...{ id: webhook.id, clientId: webhook.clientId, contractId: webhook.contractId, url: webhook.url },
  ...{ events: webhook.events, state: webhook.state, createdAt: webhook.createdAt },
  previousUntil: webhook.previousUntil,
});

export const toIssuedObject = ({ secret, ...webhook }: IssuedWebhook): IssuedWebhookObject => ({
  ...{ webhook: toWebhookObject(webhook), secret },
});

export const toDeliveryObject = ({ eventId: _, dueAt, ...delivery }: Delivery): WebhookDeliveryObject => ({
  ...delivery,
  dueAt: delivery.state === 'pending' ? dueAt : null,
});
