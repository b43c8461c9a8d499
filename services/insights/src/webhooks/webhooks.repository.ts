import { Injectable } from '@nestjs/common';
import type { ClientId, ContractId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { WebhookEvent } from './domain/events';

export interface Webhook {
  readonly id: string;
  readonly clientId: ClientId;
  /** Null: all contracts of the client. */
  readonly contractId: ContractId | null;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly sealedSecret: Buffer;
  readonly previousSealedSecret: Buffer | null;
  readonly previousUntil: Date | null;
  readonly state: 'active' | 'gone' | 'removed';
  readonly createdBy: string;
  readonly createdAt: Date;
}

const COLUMNS = `id, client_id AS "clientId", contract_id AS "contractId", url, events, sealed_secret AS "sealedSecret",
  previous_sealed_secret AS "previousSealedSecret", previous_until AS "previousUntil", state, created_by AS "createdBy",
  created_at AS "createdAt"`;

@Injectable()
export class WebhooksRepository {
  constructor(private readonly transactions: Transactions) {}

  async addWebhook(transaction: Transaction, webhook: Webhook): Promise<void> {
    const { id, clientId, contractId, url, events, sealedSecret, createdBy, createdAt } = webhook;
    await transaction.query(
      `INSERT INTO webhook (id, client_id, contract_id, url, events, sealed_secret, state, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'active', $7, $8)`,
      [id, clientId, contractId, url, events, sealedSecret, createdBy, createdAt],
    );
  }

  /** Not those that were removed; oldest first. */
  async findWebhooks(by: { id?: string; clientId?: ClientId | null }): Promise<Webhook[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM webhook
       WHERE state <> 'removed' AND ($1::uuid IS NULL OR id = $1) AND ($2::uuid IS NULL OR client_id = $2)
       ORDER BY created_at, id`,
      [by.id ?? null, by.clientId ?? null],
    );
  }

  /** Active ones that want to be told of an event, of one client or (null) of all. */
  async findListening(event: WebhookEvent, clientId: ClientId | null): Promise<Webhook[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM webhook
       WHERE state = 'active' AND $1 = ANY(events) AND ($2::uuid IS NULL OR client_id = $2) ORDER BY created_at, id`,
      [event, clientId],
    );
  }

  /** The present secret becomes the previous one until an instant. */
  async rotateSecret(id: string, sealedSecret: Buffer, previousUntil: Date): Promise<void> {
    await this.transactions.current.query(
      `UPDATE webhook SET previous_sealed_secret = sealed_secret, previous_until = $3, sealed_secret = $2 WHERE id = $1`,
      [id, sealedSecret, previousUntil],
    );
  }

  async setState(id: string, state: Webhook['state']): Promise<void> {
    await this.transactions.current.query('UPDATE webhook SET state = $2 WHERE id = $1', [id, state]);
  }
}
