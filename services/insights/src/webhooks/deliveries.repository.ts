import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import type { WebhookEvent } from './domain/events';
import type { Webhook } from './webhooks.repository';

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly eventId: string;
  readonly event: WebhookEvent;
  readonly body: string;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly dueAt: Date;
  readonly lastStatus: number | null;
  readonly lastProblem: string | null;
  readonly createdAt: Date;
  readonly deliveredAt: Date | null;
}

export type NewDelivery = Pick<Delivery, 'webhookId' | 'eventId' | 'event' | 'body' | 'createdAt'>;

/** A delivery that is being tried, with where it goes. */
export type ClaimedDelivery = Pick<Delivery, 'id' | 'eventId' | 'event' | 'body' | 'attempts' | 'webhookId'> &
  Pick<Webhook, 'url' | 'sealedSecret' | 'previousSealedSecret' | 'previousUntil'>;

export interface AttemptResult {
  readonly state: Delivery['state'];
  readonly attempts: number;
  readonly waitSeconds: number;
  readonly status: number | null;
  readonly problem: string | null;
}

const COLUMNS = `id, webhook_id AS "webhookId", event_id AS "eventId", event, body, state, attempts, due_at AS "dueAt",
  last_status AS "lastStatus", last_problem AS "lastProblem", created_at AS "createdAt", delivered_at AS "deliveredAt"`;

@Injectable()
export class DeliveriesRepository {
  constructor(private readonly transactions: Transactions) {}

  async addDelivery(transaction: Transaction, delivery: NewDelivery): Promise<void> {
    const { webhookId, eventId, event, body, createdAt } = delivery;
    await transaction.query(
      `INSERT INTO webhook_delivery (id, webhook_id, event_id, event, body, state, attempts, due_at, created_at)
       VALUES (gen_random_uuid(), $1, $2, $3, $4, 'pending', 0, now(), $5) ON CONFLICT DO NOTHING`,
      [webhookId, eventId, event, body, createdAt],
    );
  }

  /**
   * Due ones of active webhooks, each for nobody else for half a minute: whoever dies meanwhile leaves them to the next.
   * An attempt counts when it is begun.
   */
  async claimDue(limit: number): Promise<ClaimedDelivery[]> {
    const [rows]: [ClaimedDelivery[]] = await this.transactions.current.query(
      `UPDATE webhook_delivery AS delivery SET attempts = delivery.attempts + 1, due_at = now() + interval '30 seconds'
       FROM webhook WHERE webhook.id = webhook_id AND delivery.id IN (
         SELECT due.id FROM webhook_delivery AS due JOIN webhook AS target ON target.id = due.webhook_id
         WHERE due.state = 'pending' AND due_at <= now() AND target.state = 'active'
         ORDER BY due_at LIMIT $1 FOR UPDATE OF due SKIP LOCKED)
       RETURNING delivery.id, event_id AS "eventId", event, body, attempts, webhook_id AS "webhookId", url,
         sealed_secret AS "sealedSecret", previous_sealed_secret AS "previousSealedSecret",
         previous_until AS "previousUntil"`,
      [limit],
    );
    return rows;
  }

  /** As if it had not been tried, and not for half a minute. */
  async holdBack({ id, attempts }: Pick<Delivery, 'id' | 'attempts'>): Promise<void> {
    await this.transactions.current.query(
      `UPDATE webhook_delivery SET attempts = attempts - 1, due_at = now() + interval '30 seconds'
       WHERE id = $1 AND attempts = $2 AND state = 'pending'`,
      [id, attempts],
    );
  }

  /** Only where no other attempt was begun since. */
  async noteAttempt(id: string, result: AttemptResult): Promise<void> {
    const { state, attempts, waitSeconds, status, problem } = result;
    await this.transactions.current.query(
      `UPDATE webhook_delivery SET state = $3, due_at = now() + make_interval(secs => $4), last_status = $5,
         last_problem = $6, delivered_at = CASE WHEN $3 = 'delivered' THEN now() END
       WHERE id = $1 AND attempts = $2 AND state = 'pending'`,
      [id, attempts, state, waitSeconds, status, problem],
    );
  }

  /** Newest first. */
  async findDeliveries(webhookId: string, state: Delivery['state'] | null, limit: number): Promise<Delivery[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM webhook_delivery WHERE webhook_id = $1 AND ($2::text IS NULL OR state = $2)
       ORDER BY created_at DESC, id LIMIT $3`,
      [webhookId, state, limit],
    );
  }

  /** From the first attempt on. @returns undefined where it is not dead */
  async reviveDelivery(id: string): Promise<Delivery | undefined> {
    const [rows]: [Delivery[]] = await this.transactions.current.query(
      `UPDATE webhook_delivery SET state = 'pending', attempts = 0, due_at = now() WHERE id = $1 AND state = 'dead'
       RETURNING ${COLUMNS}`,
      [id],
    );
    return rows[0];
  }
}
