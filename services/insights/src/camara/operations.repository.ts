import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import type { DensityRequest } from './domain/parse-request';
import { DensityOperationEntity } from './operation.entity';

/** What is asked, without where the answer goes. */
export type AskedDensity = Omit<DensityRequest, 'sink'>;

export interface Operation {
  readonly id: string;
  readonly apiClientId: string;
  readonly requestId: string;
  readonly correlator: string | null;
  readonly request: AskedDensity;
  readonly sink: string;
  readonly sealedToken: Buffer | null;
  readonly acceptedAt: Date;
  /** Times it was tried, this one included. */
  readonly attempts: number;
}

const COLUMNS = `id, api_client_id AS "apiClientId", request_id AS "requestId", correlator, request, sink,
  sealed_token AS "sealedToken", accepted_at AS "acceptedAt", attempts`;

@Injectable()
export class OperationsRepository {
  constructor(private readonly transactions: Transactions) {}

  async add(transaction: Transaction, operation: Omit<Operation, 'attempts'>): Promise<void> {
    await transaction.insert(DensityOperationEntity, { ...operation, state: 'accepted', attempts: 0, endedAt: null });
  }

  /** Counts one more attempt; null where it is over. */
  async claimAttempt(id: string): Promise<Operation | null> {
    const [rows] = await this.transactions.current.query<[Operation[], number]>(
      `UPDATE density_operation SET attempts = attempts + 1 WHERE id = $1 AND state = 'accepted' RETURNING ${COLUMNS}`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Forgets what was asked and where the answer went. */
  async end(id: string, state: 'delivered' | 'given-up', at: Date): Promise<void> {
    await this.transactions.current.query(
      `UPDATE density_operation SET state = $2, ended_at = $3, request = NULL, sink = NULL, sealed_token = NULL
       WHERE id = $1 AND state = 'accepted'`,
      [id, state, at],
    );
  }
}
