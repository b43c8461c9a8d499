import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import type { PolicyFile } from './policy';

/** A version as it was proposed and, where it was, approved. */
export interface PolicyRecord {
  readonly version: number;
  readonly file: PolicyFile;
  readonly reason: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

const SELECT = `
  SELECT version, file, reason, proposed_by, proposed_at, approved_by, approved_at
  FROM policy_version LEFT JOIN policy_approval USING (version)`;

/** Versions of the policy and their approvals: rows that are never changed. */
@Injectable()
export class PoliciesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Numbers are given one after the other. */
  async insert(
    transaction: Transaction,
    proposal: Pick<PolicyRecord, 'file' | 'reason' | 'proposedBy' | 'proposedAt'>,
  ): Promise<number> {
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('policy_version', 1))`);
    const [row] = await transaction.query<{ version: number }[]>(
      `INSERT INTO policy_version (version, file, reason, proposed_by, proposed_at)
       SELECT coalesce(max(version), 0) + 1, $1, $2, $3, $4 FROM policy_version RETURNING version`,
      [JSON.stringify(proposal.file), proposal.reason, proposal.proposedBy, proposal.proposedAt],
    );
    return row!.version;
  }

  /** A version is approved once. */
  async insertApproval(
    transaction: Transaction,
    { version, approvedBy, approvedAt }: { version: number; approvedBy: string; approvedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO policy_approval (version, approved_by, approved_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [version, approvedBy, approvedAt],
    );
  }

  /** The version that was approved last. */
  async findApproved(): Promise<PolicyRecord | undefined> {
    const [row] = await this.transactions.current.query<PolicyRow[]>(
      `${SELECT} WHERE approved_at IS NOT NULL ORDER BY approved_at DESC, version DESC LIMIT 1`,
    );
    return row && toRecord(row);
  }

  async find(version: number): Promise<PolicyRecord | undefined> {
    const [row] = await this.transactions.current.query<PolicyRow[]>(`${SELECT} WHERE version = $1`, [version]);
    return row && toRecord(row);
  }

  async findAll(): Promise<PolicyRecord[]> {
    return (await this.transactions.current.query<PolicyRow[]>(`${SELECT} ORDER BY version`)).map(toRecord);
  }
}

interface PolicyRow {
  readonly version: number;
  readonly file: PolicyFile;
  readonly reason: string;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
}

const toRecord = (row: PolicyRow): PolicyRecord => ({
  version: row.version,
  file: row.file,
  reason: row.reason,
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at,
  approvedBy: row.approved_by,
  approvedAt: row.approved_at,
});
