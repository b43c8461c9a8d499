import { Injectable } from '@nestjs/common';
import type { JobDefinition } from '@passant/contracts';
import { DataSource, type EntityManager } from 'typeorm';

/** The consumer's side: each row of a producer's outbox has its effect once. */
@Injectable()
export class Inbox {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Does `work` and notes the row in one transaction. Two at once: the second waits for the first, then finds it done.
   *
   * @returns false where it was done before
   */
  once(rowId: string, job: JobDefinition, work: (manager: EntityManager) => Promise<void>): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const claimed: unknown[] = await manager.query(
        'INSERT INTO inbox (row_id, job) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING row_id',
        [rowId, job.name],
      );
      if (claimed.length === 0) return false;
      await work(manager);
      return true;
    });
  }

  /**
   * Forgets what was done so many days ago: long after its row can ring again.
   *
   * @returns how many, at most `limit`
   */
  async prune(days: number, limit: number): Promise<number> {
    const [, count] = await this.dataSource.query(
      `DELETE FROM inbox WHERE row_id IN (
         SELECT row_id FROM inbox WHERE done_at < now() - $1 * interval '1 day' LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [days, limit],
    );
    return count;
  }
}
