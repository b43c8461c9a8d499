import { Injectable } from '@nestjs/common';
import type { Period } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { Confirmation, Consumer } from './domain/describe-effect';

/** A line that must not be counted any more, because of one submission. */
export interface StopEntry {
  readonly submissionId: string;
  readonly subscriberId: string;
}

/** Any number: it only has to be the same in all processes of this service. */
const STOPS_LOCK = 5_102_026;

/**
 * Entries that can hold anything of the person: all of days; of a month only where the line ever permitted return visits, as
 * nobody else has rows there. With the places that must confirm each. (LIMIT, not EXISTS: that one is answered by hashing all decisions
 * of everybody, each time somebody looks at their page.)
 */
const ENTRIES_AND_PLACES = `(
  SELECT entry.submission_id, entry.period_id, place.consumer,
         COALESCE(delivery.applied_at, period.destroyed_at) AS applied_at
  FROM stop_entry entry
  JOIN period ON period.id = entry.period_id
  JOIN (VALUES ('day', 'ingestion'), ('day', 'anonymisation'), ('month', 'anonymisation')) AS place (kind, consumer)
    ON place.kind = period.kind
  LEFT JOIN stop_list_delivery delivery
    ON delivery.period_id = entry.period_id AND delivery.number = entry.number AND delivery.consumer = place.consumer
  WHERE period.kind = 'day' OR (
    SELECT true FROM decision given WHERE given.subscriber_id = entry.subscriber_id
      AND given.data_kind = 'return-visits' AND given.state IN ('given', 'renewed') LIMIT 1)
)`;

@Injectable()
export class StopListsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Lets {@link waitForStops} wait for the end of this transaction. */
  async announceStop(transaction: Transaction): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock_shared($1)', [STOPS_LOCK]);
  }

  /** Waits until every transaction that announced a stop has ended; later ones see everything committed before this. */
  async waitForStops(transaction: Transaction): Promise<void> {
    await transaction.query('SELECT pg_advisory_xact_lock($1)', [STOPS_LOCK]);
  }

  /** Any number of lines onto the lists of these days and months; published by the service right after. */
  async addEntries(
    transaction: Transaction,
    periodIds: readonly string[],
    entries: readonly StopEntry[],
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO stop_entry (submission_id, period_id, subscriber_id)
       SELECT entry.submission_id, period_id, entry.subscriber_id
       FROM unnest($1::uuid[], $2::uuid[]) AS entry (submission_id, subscriber_id), unnest($3::uuid[]) AS period_id
       ON CONFLICT DO NOTHING`,
      [entries.map(({ submissionId }) => submissionId), entries.map(({ subscriberId }) => subscriberId), periodIds],
    );
  }

  /** Open, living periods with entries that no published list holds yet. */
  async findUnpublished(): Promise<string[]> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT id FROM period WHERE is_open AND destroyed_at IS NULL
         AND EXISTS (SELECT FROM stop_entry WHERE period_id = period.id AND number IS NULL)`,
    );
    return rows.map(({ id }) => id);
  }

  /** Gives all waiting entries this number. @returns whether there were any */
  async number(transaction: Transaction, periodId: string, number: number): Promise<boolean> {
    const rows: [unknown[], number] = await transaction.query(
      `UPDATE stop_entry SET number = $2 WHERE period_id = $1 AND number IS NULL`,
      [periodId, number],
    );
    return rows[1] > 0;
  }

  async findSubscribers(transaction: Transaction, periodId: string): Promise<string[]> {
    const rows: { id: string }[] = await transaction.query(
      `SELECT DISTINCT subscriber_id AS id FROM stop_entry WHERE period_id = $1`,
      [periodId],
    );
    return rows.map(({ id }) => id);
  }

  async findStopped(periodId: string, subscriberIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows: { id: string }[] = await this.dataSource.query(
      `SELECT DISTINCT subscriber_id AS id FROM stop_entry WHERE period_id = $1 AND subscriber_id = ANY($2)`,
      [periodId, subscriberIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Periods with a release that had to apply an entry of this line. */
  async findLeft(subscriberId: string): Promise<ReadonlySet<Period>> {
    const rows: { period: Period }[] = await this.dataSource.query(
      `SELECT DISTINCT period.period FROM stop_entry JOIN period ON period.id = period_id
       WHERE subscriber_id = $1 AND number <= cleared_number`,
      [subscriberId],
    );
    return new Set(rows.map(({ period }) => period));
  }

  async addDelivery(
    transaction: Transaction,
    delivery: { periodId: string; number: number; consumer: Consumer; deliveredAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO stop_list_delivery (period_id, number, consumer, delivered_at) VALUES ($1, $2, $3, $4)`,
      [delivery.periodId, delivery.number, delivery.consumer, delivery.deliveredAt],
    );
  }

  /** A consumer applies this number: with it every lower one. */
  async markApplied(
    transaction: Transaction,
    applied: { periodId: string; number: number; consumer: Consumer; appliedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `UPDATE stop_list_delivery SET applied_at = $4
       WHERE period_id = $1 AND consumer = $2 AND number <= $3 AND applied_at IS NULL`,
      [applied.periodId, applied.consumer, applied.number, applied.appliedAt],
    );
  }

  /** What each consumer confirmed of each stop that these submissions caused. A period whose keys are destroyed holds nobody. */
  findConfirmations(submissionIds: readonly string[]): Promise<Confirmation[]> {
    return this.dataSource.query(
      `SELECT DISTINCT submission_id AS "submissionId", consumer, applied_at AS "appliedAt"
       FROM ${ENTRIES_AND_PLACES} AS entry WHERE submission_id = ANY($1)`,
      [submissionIds],
    );
  }

  /**
   * Seconds from decision to the last confirmation of every withdrawal decided in a period and confirmed everywhere, whichever way it came; and
   * how many are not. 0 where nothing of the person lived.
   */
  async findTimesToEffect(from: Date, to: Date): Promise<{ seconds: number[]; pending: number }> {
    const rows: { seconds: string | null }[] = await this.dataSource.query(
      `SELECT CASE WHEN bool_or(applied_at IS NULL AND period_id IS NOT NULL) THEN NULL
                   ELSE GREATEST(0, COALESCE(extract(epoch FROM max(applied_at) - min(decided_at)), 0)) END AS seconds
       FROM decision
       LEFT JOIN ${ENTRIES_AND_PLACES} AS entry ON entry.submission_id = decision.submission_id
       WHERE decision.state = 'withdrawn'
         AND decision.decided_at >= $1 AND decision.decided_at < $2
       GROUP BY decision.submission_id`,
      [from, to],
    );
    const seconds = rows.flatMap((row) => (row.seconds === null ? [] : [Number(row.seconds)]));
    return { seconds, pending: rows.length - seconds.length };
  }
}
