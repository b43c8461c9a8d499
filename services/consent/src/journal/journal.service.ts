import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Transaction } from '../database/transactions';
import { SECRETS, type Secrets } from '../secrets/secrets';
import { type JournalLine, readLine, writeLine } from './journal-line';
import { JournalRepository } from './journal.repository';
import { WithdrawalJournal } from './withdrawal-journal';

const BATCH_LINES = 1000;

/** Decides, from the state of the journal, what may go on. Withdrawals always may. */
@Injectable()
export class JournalService {
  private readonly logger = new Logger('Journal');
  private damaged = false;
  private recent: { readonly line: JournalLine; readonly keptAt: number }[] = [];

  constructor(
    private readonly journal: WithdrawalJournal,
    private readonly backlog: JournalRepository,
    @Inject(SECRETS) private readonly secrets: Pick<Secrets, 'journal'>,
  ) {}

  /**
   * Keeps withdrawals before they are committed: on disk when this resolves; where the journal cannot be written, in the backlog
   * of the same transaction, and grants and releases stand still until it is written.
   */
  async keep(transaction: Transaction, lines: readonly JournalLine[]): Promise<void> {
    if (lines.length === 0) return;
    if (await this.journal.append(lines)) {
      const keptAt = performance.now();
      for (const line of lines) this.recent.push({ line, keptAt });
      return;
    }
    this.logger.error({ event: 'journal.unwritable' });
    await this.backlog.add(
      transaction,
      lines.map((line) => writeLine(this.secrets.journal, line)),
    );
  }

  /** Whether every withdrawal is in the journal and the next one could be: only then are grants taken and releases cleared. */
  async isSound(): Promise<boolean> {
    return !this.damaged && (await this.catchUp()) && (await this.journal.isWritable());
  }

  /** Writes the backlog to the journal. @returns whether nothing is left */
  async catchUp(): Promise<boolean> {
    for (;;) {
      const rows = await this.backlog.find(BATCH_LINES);
      if (rows.length === 0) return true;
      const lines = rows.flatMap(({ lineSealed }) => readLine(this.secrets.journal, lineSealed.trimEnd()) ?? []);
      if (lines.length < rows.length || !(await this.journal.append(lines))) return false;
      await this.backlog.remove(rows.map(({ id }) => id));
      this.logger.log({ event: 'journal.caught-up', lines: lines.length });
    }
  }

  /** Lines kept at least `ageMs` ago, once each: whoever takes them looks whether their commit came to be. */
  takeRecent(ageMs: number): readonly JournalLine[] {
    const limit = performance.now() - ageMs;
    const taken = this.recent.filter(({ keptAt }) => keptAt <= limit);
    this.recent = this.recent.filter(({ keptAt }) => keptAt > limit);
    return taken.map(({ line }) => line);
  }

  /** All readable lines. A damaged line stops grants and releases until a person has looked at it; nothing else waits. */
  async read(): Promise<readonly JournalLine[]> {
    const { lines, damagedLines } = await this.journal.read();
    this.damaged = damagedLines.length > 0;
    if (this.damaged) this.logger.error({ event: 'journal.damaged', lineNumbers: damagedLines.slice(0, 20) });
    return lines;
  }
}
