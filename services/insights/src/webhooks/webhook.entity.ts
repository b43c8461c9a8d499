import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import type { WebhookEvent } from './domain/events';

/** An address that a partner wants to be told at. Its secret can be read with the service's own key only. */
@Entity('webhook')
@Index('webhook_client', ['clientId'])
export class WebhookEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  clientId: string;

  /** Null: all contracts of the client. */
  @Column('uuid', { nullable: true })
  contractId: string | null;

  @Column('text')
  url: string;

  @Column('text', { array: true })
  events: WebhookEvent[];

  @Column('bytea')
  sealedSecret: Buffer;

  /** Signs too until `previousUntil`. */
  @Column('bytea', { nullable: true })
  previousSealedSecret: Buffer | null;

  @Column('timestamptz', { nullable: true })
  previousUntil: Date | null;

  @Column('text')
  state: 'active' | 'gone' | 'removed';

  @Column('text')
  createdBy: string;

  @Column('timestamptz')
  createdAt: Date;
}

/** One event for one address: sent until it is answered with success, or dead. */
@Entity('webhook_delivery')
@Unique('webhook_delivery_once', ['webhookId', 'eventId'])
@Index('webhook_delivery_due', ['dueAt'], { where: `state = 'pending'` })
export class WebhookDeliveryEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  @ForeignKey(() => WebhookEntity, { name: 'delivery_of_webhook' })
  webhookId: string;

  @Column('uuid')
  eventId: string;

  @Column('text')
  event: WebhookEvent;

  /** The very bytes that are signed and sent, every time the same. */
  @Column('text')
  body: string;

  @Column('text')
  state: 'pending' | 'delivered' | 'dead';

  @Column('integer')
  attempts: number;

  @Column('timestamptz')
  dueAt: Date;

  @Column('integer', { nullable: true })
  lastStatus: number | null;

  @Column('text', { nullable: true })
  lastProblem: string | null;

  @Column('timestamptz')
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  deliveredAt: Date | null;
}
