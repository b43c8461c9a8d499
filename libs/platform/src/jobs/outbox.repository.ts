import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** A row as relay and reconciler see it. */
export interface OutboxRow {
  readonly id: string;
  readonly job: string;
  readonly consumer: string;
  readonly payload: unknown;
  readonly ring: number;
  readonly createdAt: Date;
}

/** What the reconciler decided about one rung row. */
export type Verdict =
  | { readonly kind: 'settle' }
  | { readonly kind: 'die'; readonly code: string }
  | { readonly kind: 'ring-again'; readonly afterMs: number }
  | { readonly kind: 'leave' };

const BATCH = 500;
const DUE = `SELECT id, job, consumer, payload, ring, created_at AS "createdAt" FROM outbox
  WHERE settled_at IS NULL AND rung = $1 AND due_at <= now() ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;

/** The only file that knows how the outbox is stored. */
@Injectable()
export class OutboxRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Hands out rows that wait for their ring, and notes them as rung when `ring` returns. Nobody else sees them meanwhile.
   *
   * @returns whether there may be more
   */
  relayDue(ring: (rows: OutboxRow[]) => Promise<void>, reconcileAfterMs: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const rows: OutboxRow[] = await manager.query(DUE, [false]);
      if (rows.length === 0) return false;
      await ring(rows);
      await this.postpone(manager, rows, { rung: true, afterMs: reconcileAfterMs });
      return rows.length === BATCH;
    });
  }

  /** Hands out rung rows and carries out the verdict about each. @returns whether there may be more */
  reconcileDue(judge: (rows: OutboxRow[]) => Promise<Verdict[]>, againAfterMs: number): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const rows: OutboxRow[] = await manager.query(DUE, [true]);
      if (rows.length === 0) return false;
      const verdicts = await judge(rows);
      for (const [index, row] of rows.entries()) await this.carryOut(manager, row, verdicts[index]!);
      const left = rows.filter((_, index) => verdicts[index]!.kind === 'leave');
      await this.postpone(manager, left, { rung: true, afterMs: againAfterMs });
      return rows.length === BATCH;
    });
  }

  /** Asks this service's own queue to try a dead job again. */
  async replay(manager: EntityManager, row: Omit<OutboxRow, 'ring' | 'createdAt'>): Promise<void> {
    await manager.query(
      `INSERT INTO outbox (id, job, consumer, payload, ring) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE
       SET ring = outbox.ring + 1, rung = false, due_at = now(), created_at = now(), settled_at = NULL, dead_code = NULL`,
      [row.id, row.job, row.consumer, JSON.stringify(row.payload), FIRST_REPLAY_RING],
    );
  }

  /**
   * Forgets rows whose job was done so many days ago; never one that is not settled, or that died.
   *
   * @returns how many, at most `limit`
   */
  async prune(days: number, limit: number): Promise<number> {
    const [, count] = await this.dataSource.query(
      `DELETE FROM outbox WHERE id IN (
         SELECT id FROM outbox WHERE settled_at < now() - $1 * interval '1 day' AND dead_code IS NULL
         LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [days, limit],
    );
    return count;
  }

  async countUnsettled(): Promise<number> {
    const [row] = await this.dataSource.query('SELECT count(*)::int AS n FROM outbox WHERE settled_at IS NULL');
    return row.n;
  }

  private async carryOut(manager: EntityManager, row: OutboxRow, verdict: Verdict): Promise<void> {
    if (verdict.kind === 'leave') return;
    if (verdict.kind === 'ring-again') {
      await manager.query(
        `UPDATE outbox SET ring = ring + 1, rung = false, due_at = now() + $2 * interval '1 millisecond' WHERE id = $1`,
        [row.id, verdict.afterMs],
      );
      return;
    }
    const deadCode = verdict.kind === 'die' ? verdict.code : null;
    await manager.query('UPDATE outbox SET settled_at = now(), dead_code = $2 WHERE id = $1', [row.id, deadCode]);
  }

  private async postpone(
    manager: EntityManager,
    rows: readonly OutboxRow[],
    { rung, afterMs }: { rung: boolean; afterMs: number },
  ): Promise<void> {
    if (rows.length === 0) return;
    await manager.query(
      `UPDATE outbox SET rung = $2, due_at = now() + $3 * interval '1 millisecond' WHERE id = ANY($1::uuid[])`,
      [rows.map((row) => row.id), rung, afterMs],
    );
  }
}

/** Far above any ring of the producer, so that ids of rings never meet. */
const FIRST_REPLAY_RING = 1_000_000;
