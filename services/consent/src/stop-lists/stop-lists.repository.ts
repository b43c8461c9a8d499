import { Injectable } from '@nestjs/common';
import type { PanelId } from '@passant/contracts';
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

  /** Any number of lines onto the lists of these panels; published by the service right after. */
  async addEntries(
    transaction: Transaction,
    panelIds: readonly PanelId[],
    entries: readonly StopEntry[],
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO stop_entry (submission_id, panel_id, subscriber_id)
       SELECT entry.submission_id, panel_id, entry.subscriber_id
       FROM unnest($1::uuid[], $2::uuid[]) AS entry (submission_id, subscriber_id), unnest($3::uuid[]) AS panel_id
       ON CONFLICT DO NOTHING`,
      [entries.map(({ submissionId }) => submissionId), entries.map(({ subscriberId }) => subscriberId), panelIds],
    );
  }

  /** Issued, living panels with entries that no published list holds yet. */
  async findUnpublished(): Promise<PanelId[]> {
    const rows: { id: PanelId }[] = await this.dataSource.query(
      `SELECT id FROM panel WHERE state = 'issued' AND destroyed_at IS NULL
         AND EXISTS (SELECT FROM stop_entry WHERE panel_id = panel.id AND number IS NULL)`,
    );
    return rows.map(({ id }) => id);
  }

  /** Gives all waiting entries this number. @returns whether there were any */
  async number(transaction: Transaction, panelId: PanelId, number: number): Promise<boolean> {
    const rows: [unknown[], number] = await transaction.query(
      `UPDATE stop_entry SET number = $2 WHERE panel_id = $1 AND number IS NULL`,
      [panelId, number],
    );
    return rows[1] > 0;
  }

  async findSubscribers(transaction: Transaction, panelId: PanelId): Promise<string[]> {
    const rows: { id: string }[] = await transaction.query(
      `SELECT DISTINCT subscriber_id AS id FROM stop_entry WHERE panel_id = $1`,
      [panelId],
    );
    return rows.map(({ id }) => id);
  }

  async addDelivery(
    transaction: Transaction,
    delivery: { panelId: PanelId; number: number; consumer: Consumer; deliveredAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO stop_list_delivery (panel_id, number, consumer, delivered_at) VALUES ($1, $2, $3, $4)`,
      [delivery.panelId, delivery.number, delivery.consumer, delivery.deliveredAt],
    );
  }

  /** A consumer applies this number: with it every lower one. */
  async markApplied(
    transaction: Transaction,
    applied: { panelId: PanelId; number: number; consumer: Consumer; appliedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `UPDATE stop_list_delivery SET applied_at = $4
       WHERE panel_id = $1 AND consumer = $2 AND number <= $3 AND applied_at IS NULL`,
      [applied.panelId, applied.consumer, applied.number, applied.appliedAt],
    );
  }

  /** What each consumer confirmed of each stop that these submissions caused. A day whose keys are destroyed holds nobody. */
  findConfirmations(submissionIds: readonly string[]): Promise<Confirmation[]> {
    return this.dataSource.query(
      `SELECT DISTINCT entry.submission_id AS "submissionId", consumer.name AS consumer,
              COALESCE(delivery.applied_at, panel.destroyed_at) AS "appliedAt"
       FROM stop_entry entry
       JOIN panel ON panel.id = entry.panel_id
       CROSS JOIN (VALUES ('ingestion'), ('anonymisation')) AS consumer (name)
       LEFT JOIN stop_list_delivery delivery
         ON delivery.panel_id = entry.panel_id AND delivery.number = entry.number AND delivery.consumer = consumer.name
       WHERE entry.submission_id = ANY($1)`,
      [submissionIds],
    );
  }

  /** Seconds from decision to the last confirmation of every withdrawal decided in a period and confirmed everywhere; and how many are not. */
  async findTimesToEffect(from: Date, to: Date): Promise<{ seconds: number[]; pending: number }> {
    const rows: { seconds: string | null }[] = await this.dataSource.query(
      `SELECT CASE WHEN bool_or(applied IS NULL AND panel_id IS NOT NULL) THEN NULL
                   ELSE GREATEST(0, COALESCE(extract(epoch FROM max(applied) - min(decided_at)), 0)) END AS seconds
       FROM (
         SELECT decision.submission_id, decision.decided_at, entry.panel_id,
                COALESCE(delivery.applied_at, panel.destroyed_at) AS applied
         FROM decision
         LEFT JOIN stop_entry entry ON entry.submission_id = decision.submission_id
         LEFT JOIN panel ON panel.id = entry.panel_id
         LEFT JOIN (VALUES ('ingestion'), ('anonymisation')) AS consumer (name) ON entry.panel_id IS NOT NULL
         LEFT JOIN stop_list_delivery delivery
           ON delivery.panel_id = entry.panel_id AND delivery.number = entry.number AND delivery.consumer = consumer.name
         WHERE decision.state = 'withdrawn' AND decision.origin = 'page'
           AND decision.decided_at >= $1 AND decision.decided_at < $2
       ) AS confirmation
       GROUP BY submission_id`,
      [from, to],
    );
    const seconds = rows.flatMap((row) => (row.seconds === null ? [] : [Number(row.seconds)]));
    return { seconds, pending: rows.length - seconds.length };
  }
}
