import { Injectable } from '@nestjs/common';
import type { DataKind, Purpose } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { ConsentState } from './domain/consent-state';
import type { Decision } from './domain/decision';

/** What a decision taken elsewhere rests on. */
export interface Evidence {
  readonly noticeSha256: string;
  readonly channel: string;
  /** ISO 8601. */
  readonly time: string;
}

/** A decision as it is appended. */
export interface NewDecision extends Decision {
  readonly id: string;
  /** All decisions of one confirmation share it. */
  readonly submissionId: string;
  readonly reference: string;
  readonly subscriberId: string;
  readonly origin: 'page' | 'import' | 'registry' | 'journal';
  readonly noticeServedId: string | null;
  readonly evidence: Evidence | null;
}

export interface RecordedDecision extends Decision {
  readonly submissionId: string;
  readonly reference: string;
  readonly subscriberId: string;
}

interface Row {
  readonly submissionId: string;
  readonly reference: string;
  readonly subscriberId: string;
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
  readonly state: ConsentState;
  readonly decidedAt: Date;
  readonly effectiveFrom: Date;
}

const COLUMNS = `submission_id AS "submissionId", reference, subscriber_id AS "subscriberId", purpose,
  data_kind AS "dataKind", state, decided_at AS "decidedAt", effective_from AS "effectiveFrom"`;

const toDecision = (row: Row): RecordedDecision => ({
  ...row,
  decidedAt: row.decidedAt.getTime(),
  effectiveFrom: row.effectiveFrom.getTime(),
});

/** Decisions are appended and read, never changed. */
@Injectable()
export class DecisionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @returns the ids of what was appended; the same decision twice is appended once */
  async append(transaction: Transaction, decisions: readonly NewDecision[]): Promise<ReadonlySet<string>> {
    if (decisions.length === 0) return new Set();
    const column = <T>(of: (decision: NewDecision) => T): T[] => decisions.map(of);
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO decision (id, submission_id, reference, subscriber_id, purpose, data_kind, state, decided_at,
         effective_from, origin, notice_served_id, evidence)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[],
         $8::timestamptz[], $9::timestamptz[], $10::text[], $11::uuid[], $12::jsonb[])
       ON CONFLICT DO NOTHING RETURNING id`,
      [
        column(({ id }) => id),
        column(({ submissionId }) => submissionId),
        column(({ reference }) => reference),
        column(({ subscriberId }) => subscriberId),
        column(({ purpose }) => purpose),
        column(({ dataKind }) => dataKind),
        column(({ state }) => state),
        column(({ decidedAt }) => new Date(decidedAt)),
        column(({ effectiveFrom }) => new Date(effectiveFrom)),
        column(({ origin }) => origin),
        column(({ noticeServedId }) => noticeServedId),
        column(({ evidence }) => (evidence ? JSON.stringify(evidence) : null)),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** All decisions of these lines, oldest first. */
  async find(subscriberIds: readonly string[], transaction?: Transaction): Promise<RecordedDecision[]> {
    const rows: Row[] = await (transaction ?? this.dataSource).query(
      `SELECT ${COLUMNS} FROM decision WHERE subscriber_id = ANY($1) ORDER BY decided_at, purpose, data_kind`,
      [subscriberIds],
    );
    return rows.map(toDecision);
  }

  /** All decisions of these lines about some data kinds. */
  async findAbout(subscriberIds: readonly string[], dataKinds: readonly DataKind[]): Promise<RecordedDecision[]> {
    const rows: Row[] = await this.dataSource.query(
      `SELECT ${COLUMNS} FROM decision WHERE subscriber_id = ANY($1) AND data_kind = ANY($2)`,
      [subscriberIds, dataKinds],
    );
    return rows.map(toDecision);
  }

  async findKnownIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.dataSource.query(`SELECT id FROM decision WHERE id = ANY($1)`, [ids]);
    return new Set(rows.map(({ id }) => id));
  }
}
