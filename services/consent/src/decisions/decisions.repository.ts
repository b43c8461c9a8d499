import { Injectable } from '@nestjs/common';
import type { DataKind, Purpose } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { ConsentState } from './domain/consent-state';
import type { Decision } from './domain/decision';

/** What a decision taken elsewhere rests on. */
export interface Evidence {
  readonly noticeSha256: string;
  readonly channel: string;
  /** ISO 8601. */
  readonly time: string;
}

/** Who took a withdrawal down, of a decision that did not come from the person's own device. */
export interface RecordedBy {
  readonly channel: string;
  readonly recordedBy: string;
}

/** Where a decision came from. `clock`: it ended by itself, by its term or with its notice. */
export type Origin =
  'page' | 'import' | 'registry' | 'journal' | 'agent' | 'text-message' | 'ask' | 'declaration' | 'clock';

/** A decision as it is appended. */
export interface NewDecision extends Decision {
  readonly id: string;
  /** All decisions of one confirmation share it. */
  readonly submissionId: string;
  readonly reference: string;
  readonly subscriberId: string;
  readonly origin: Origin;
  readonly noticeServedId: string | null;
  /** Of the notice that a yes refers to; null where the decision refers to none. */
  readonly noticeSha256?: string | null;
  readonly evidence: Evidence | RecordedBy | null;
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
  readonly expiresAt: Date | null;
  readonly invalidatedAt: Date | null;
}

const COLUMNS = `submission_id AS "submissionId", reference, subscriber_id AS "subscriberId", purpose,
  data_kind AS "dataKind", state, decided_at AS "decidedAt", effective_from AS "effectiveFrom", expires_at AS "expiresAt",
  invalidated_at AS "invalidatedAt"`;

/** The notice of a decision: its own word, that of its evidence, or that of what was served before hashes were kept here. */
const NOTICE_SHA256 = `COALESCE(notice_sha256, evidence ->> 'noticeSha256',
  (SELECT notice.sha256 FROM notice_served JOIN notice USING (version, language) WHERE notice_served.id = notice_served_id))`;
const DECISIONS = `decision LEFT JOIN notice_invalidation ON notice_invalidation.sha256 = ${NOTICE_SHA256}`;

const toDecision = (row: Row): RecordedDecision => ({
  ...row,
  decidedAt: row.decidedAt.getTime(),
  effectiveFrom: row.effectiveFrom.getTime(),
  expiresAt: row.expiresAt?.getTime() ?? null,
  invalidatedAt: row.invalidatedAt?.getTime() ?? null,
});

/** Decisions are appended and read, never changed. What is read inside a transaction is read with its connection: see {@link Transactions}. */
@Injectable()
export class DecisionsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** @returns the ids of what was appended; the same decision twice is appended once */
  async append(transaction: Transaction, decisions: readonly NewDecision[]): Promise<ReadonlySet<string>> {
    if (decisions.length === 0) return new Set();
    const column = <T>(of: (decision: NewDecision) => T): T[] => decisions.map(of);
    const rows: { id: string }[] = await transaction.query(
      `INSERT INTO decision (id, submission_id, reference, subscriber_id, purpose, data_kind, state, decided_at,
         effective_from, origin, notice_served_id, evidence, expires_at, notice_sha256)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::text[],
         $8::timestamptz[], $9::timestamptz[], $10::text[], $11::uuid[], $12::jsonb[], $13::timestamptz[], $14::text[])
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
        column(({ expiresAt }) => (expiresAt ? new Date(expiresAt) : null)),
        column(({ noticeSha256 }) => noticeSha256 ?? null),
      ],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** All decisions of these lines, oldest first. */
  async find(subscriberIds: readonly string[], transaction?: Transaction): Promise<RecordedDecision[]> {
    const rows: Row[] = await (transaction ?? this.transactions.current).query(
      `SELECT ${COLUMNS} FROM ${DECISIONS} WHERE subscriber_id = ANY($1) ORDER BY decided_at, purpose, data_kind`,
      [subscriberIds],
    );
    return rows.map(toDecision);
  }

  /** All decisions of these lines about some data kinds. */
  async findAbout(subscriberIds: readonly string[], dataKinds: readonly DataKind[]): Promise<RecordedDecision[]> {
    const rows: Row[] = await this.transactions.current.query(
      `SELECT ${COLUMNS} FROM ${DECISIONS} WHERE subscriber_id = ANY($1) AND data_kind = ANY($2)`,
      [subscriberIds, dataKinds],
    );
    return rows.map(toDecision);
  }

  /** Up to `limit` lines with a yes that ended by its term or with its notice, and with nothing decided after it, nor a no in the same instant. */
  async findLinesWithEnded(now: Date, limit: number): Promise<string[]> {
    const unanswered = `NOT EXISTS (SELECT FROM decision later WHERE later.subscriber_id = decision.subscriber_id
      AND later.purpose = decision.purpose AND later.data_kind = decision.data_kind AND later.decided_at >= decision.decided_at
      AND (later.decided_at > decision.decided_at OR later.state NOT IN ('given', 'renewed')))`;
    const rows: { id: string }[] = await this.transactions.current.query(
      `SELECT subscriber_id AS id FROM decision
       WHERE state IN ('given', 'renewed') AND expires_at <= $1 AND ${unanswered}
       UNION
       SELECT subscriber_id FROM ${DECISIONS}
       WHERE EXISTS (SELECT FROM notice_invalidation) AND invalidated_at <= $1 AND state IN ('given', 'renewed') AND ${unanswered}
       LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  async findKnownIds(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.transactions.current.query(`SELECT id FROM decision WHERE id = ANY($1)`, [
      ids,
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}
