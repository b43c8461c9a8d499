import { Injectable } from '@nestjs/common';
import type { ClaimCheck, ClientId, ContractId } from '@passant/contracts';
import type { ExportFormat } from '../contracts/entitlements.service';
import { type Transaction, Transactions } from '../database/transactions';
import type { BulkQuestion } from '../figures/bulk.service';
import type { StatusCounts } from '../usage/usage.service';

export type ExportState = 'requested' | 'running' | 'finished' | 'failed';

export interface ExportedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly check: ClaimCheck;
}

/** What somebody asked for. */
export interface RequestedExport {
  readonly id: string;
  readonly clientId: ClientId;
  readonly contractId: ContractId;
  readonly apiClientId: string;
  readonly idempotencyKey: string;
  readonly payloadSha256: string;
  readonly format: ExportFormat;
  readonly question: BulkQuestion;
  readonly requestedAt: Date;
}

export interface Export extends RequestedExport {
  readonly state: ExportState;
  /** Per cent. */
  readonly progress: number;
  readonly attempt: number;
  readonly failureCode: string | null;
  readonly failureMessage: string | null;
  /** Null before it is finished, and once they are deleted. */
  readonly files: readonly ExportedFile[] | null;
  readonly published: number | null;
  readonly suppressed: number | null;
  readonly noData: number | null;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}

/** Who works on it: only the last to begin may end it. */
export type Attempt = Pick<Export, 'id' | 'attempt'>;

const COLUMNS = `id, client_id AS "clientId", contract_id AS "contractId", api_client_id AS "apiClientId",
  idempotency_key AS "idempotencyKey", payload_sha256 AS "payloadSha256", format, question, state, progress, attempt,
  failure_code AS "failureCode", failure_message AS "failureMessage", files, published, suppressed, no_data AS "noData",
  requested_at AS "requestedAt", finished_at AS "finishedAt", expires_at AS "expiresAt"`;
const LEASE = `now() + interval '30 seconds'`;

@Injectable()
export class ExportsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @returns false where one came before with this key */
  async addExport(transaction: Transaction, asked: RequestedExport): Promise<boolean> {
    const added: unknown[] = await transaction.query(
      `INSERT INTO export (id, client_id, contract_id, api_client_id, idempotency_key, payload_sha256, format, question,
         requested_at, state, progress, attempt)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'requested', 0, 0) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        ...[asked.id, asked.clientId, asked.contractId, asked.apiClientId, asked.idempotencyKey],
        ...[asked.payloadSha256, asked.format, JSON.stringify(asked.question), asked.requestedAt],
      ],
    );
    return added.length === 1;
  }

  async findByKey(apiClientId: string, idempotencyKey: string): Promise<Export | undefined> {
    return this.findOne('api_client_id = $1 AND idempotency_key = $2', [apiClientId, idempotencyKey]);
  }

  async findExport(id: string): Promise<Export | undefined> {
    return this.findOne('id = $1', [id]);
  }

  /** Newest first. */
  async findExports(clientId: ClientId, limit: number): Promise<Export[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM export WHERE client_id = $1 ORDER BY requested_at DESC, id LIMIT $2`,
      [clientId, limit],
    );
  }

  async countOpen(clientId: ClientId): Promise<number> {
    const rows: { open: number }[] = await this.transactions.current.query(
      `SELECT count(*)::integer AS open FROM export WHERE client_id = $1 AND state IN ('requested', 'running')`,
      [clientId],
    );
    return rows[0]!.open;
  }

  /** Takes it up for half a minute. @returns undefined where it is over, or somebody else has it */
  async claimExport(id: string): Promise<Export | undefined> {
    const [rows]: [Export[]] = await this.transactions.current.query(
      `UPDATE export SET state = 'running', attempt = attempt + 1, progress = 0, lease_until = ${LEASE}
       WHERE id = $1 AND state IN ('requested', 'running') AND (lease_until IS NULL OR lease_until < now())
       RETURNING ${COLUMNS}`,
      [id],
    );
    return rows[0];
  }

  /** Still at work. */
  async noteProgress({ id, attempt }: Attempt, progress: number): Promise<void> {
    await this.transactions.current.query(
      `UPDATE export SET progress = $3, lease_until = ${LEASE} WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [id, attempt, progress],
    );
  }

  /** Somebody else may take it up at once. */
  async giveBack({ id, attempt }: Attempt): Promise<void> {
    await this.transactions.current.query(
      `UPDATE export SET lease_until = NULL WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [id, attempt],
    );
  }

  /** @returns false where somebody else took it up meanwhile: then nothing of this attempt may count */
  async finishExport(
    transaction: Transaction,
    { id, attempt }: Attempt,
    ended: { files: readonly ExportedFile[]; counts: StatusCounts; finishedAt: Date; expiresAt: Date },
  ): Promise<boolean> {
    const { files, counts, finishedAt, expiresAt } = ended;
    const [, updated]: [unknown, number] = await transaction.query(
      `UPDATE export SET state = 'finished', progress = 100, lease_until = NULL, files = $3, published = $4,
         suppressed = $5, no_data = $6, finished_at = $7, expires_at = $8
       WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [
        ...[id, attempt, JSON.stringify(files), counts.PUBLISHED, counts.SUPPRESSED, counts.NO_DATA],
        ...[finishedAt, expiresAt],
      ],
    );
    return updated === 1;
  }

  /** @returns false where somebody else took it up meanwhile */
  async failExport(
    transaction: Transaction,
    { id, attempt }: Attempt,
    failed: { code: string; message: string; finishedAt: Date },
  ): Promise<boolean> {
    const [, updated]: [unknown, number] = await transaction.query(
      `UPDATE export SET state = 'failed', lease_until = NULL, failure_code = $3, failure_message = $4,
         finished_at = $5 WHERE id = $1 AND attempt = $2 AND state = 'running'`,
      [id, attempt, failed.code, failed.message, failed.finishedAt],
    );
    return updated === 1;
  }

  /** Finished ones whose files are still there though their time is over. */
  async findExpired(now: Date, limit: number): Promise<Export[]> {
    return this.transactions.current.query(
      `SELECT ${COLUMNS} FROM export WHERE files IS NOT NULL AND expires_at <= $1 ORDER BY expires_at LIMIT $2`,
      [now, limit],
    );
  }

  async noteDeleted(id: string): Promise<void> {
    await this.transactions.current.query('UPDATE export SET files = NULL WHERE id = $1', [id]);
  }

  private async findOne(condition: string, values: unknown[]): Promise<Export | undefined> {
    const rows: Export[] = await this.transactions.current.query(
      `SELECT ${COLUMNS} FROM export WHERE ${condition}`,
      values,
    );
    return rows[0];
  }
}
