import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Failed log-ins, counted in fixed windows by the database's clock, so that all processes count together. */
@Injectable()
export class FailedAttemptsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The most failures of any of these keys in its present window, and when that ends. */
  async findWorst(keys: readonly string[]): Promise<{ failures: number; secondsLeft: number } | undefined> {
    const rows: { failures: number; secondsLeft: number }[] = await this.dataSource.query(
      `SELECT failures, ceil(extract(epoch FROM window_ends - now()))::integer AS "secondsLeft" FROM failed_attempt
       WHERE key = ANY($1) AND window_ends > now() ORDER BY failures DESC LIMIT 1`,
      [keys],
    );
    return rows[0];
  }

  /** Counts one failure for each key; windows that are over go. */
  async addFailure(keys: readonly string[], windowSeconds: number): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO failed_attempt (key, failures, window_ends)
       SELECT key, 1, now() + make_interval(secs => $2) FROM unnest($1::text[]) AS given (key) ORDER BY key
       ON CONFLICT (key) DO UPDATE SET
         failures = CASE WHEN failed_attempt.window_ends > now() THEN failed_attempt.failures + 1 ELSE 1 END,
         window_ends = CASE WHEN failed_attempt.window_ends > now() THEN failed_attempt.window_ends
           ELSE excluded.window_ends END`,
      [keys, windowSeconds],
    );
    await this.dataSource.query('DELETE FROM failed_attempt WHERE window_ends < now()');
  }
}
