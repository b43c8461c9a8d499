import { Inject, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../database/transactions';
import { AbsencesService } from '../absences/absences.service';
import { isPauseLine, type JournalLine, type WithdrawalLine } from '../journal/journal-line';
import { JournalService } from '../journal/journal.service';
import { DecisionsRepository, type NewDecision } from './decisions.repository';
import { DecisionsService } from './decisions.service';

const BATCH_LINES = 500;

/** Whose lines the journal holds. */
export const REPLAYED = Symbol('REPLAYED');
export interface Replayed {
  readonly decisions: DecisionsService;
  readonly absences: AbsencesService;
}

/**
 * Before anything opens, every withdrawal of the journal that the database does not hold is put back, unless the same person
 * decided later: a crash between journal and commit forgets nothing, and an older backup brings no consent back.
 */
@Injectable()
export class ReplayService implements OnModuleInit {
  private readonly logger = new Logger('Replay');
  /** Taken and not yet looked at: a failed attempt is made again. */
  private readonly taken: JournalLine[] = [];

  constructor(
    private readonly journal: JournalService,
    private readonly repository: DecisionsRepository,
    @Inject(REPLAYED) private readonly replayed: Replayed,
    private readonly transactions: Transactions,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.replayAll(await this.journal.read());
  }

  /** Puts back what was kept while this process ran and whose commit then failed, e.g. with a lost connection. */
  async replayFailed(ageMs: number): Promise<void> {
    this.taken.push(...this.journal.takeRecent(ageMs));
    await this.replayAll(this.taken);
    this.taken.length = 0;
  }

  private async replayAll(lines: readonly JournalLine[]): Promise<void> {
    const withdrawals = lines.filter((line): line is WithdrawalLine => !isPauseLine(line));
    let replayed = 0;
    for (let start = 0; start < withdrawals.length; start += BATCH_LINES)
      replayed += await this.replay(withdrawals.slice(start, start + BATCH_LINES));
    const pauses = await this.replayed.absences.replay(lines);
    if (replayed + pauses > 0) this.logger.warn({ event: 'journal.replayed', decisions: replayed, pauses });
  }

  private async replay(lines: readonly WithdrawalLine[]): Promise<number> {
    const ids = lines.flatMap(({ keys }) => keys.map(({ decisionId }) => decisionId));
    const known = await this.repository.findKnownIds(ids);
    const missing = lines.flatMap((line) => toDecisions(line).filter(({ id }) => !known.has(id)));
    if (missing.length === 0) return 0;
    return this.transactions.run(async (transaction) => {
      const later = await this.repository.find(
        [...new Set(missing.map(({ subscriberId }) => subscriberId))],
        transaction,
      );
      const forgotten = missing.filter(
        (decision) =>
          !later.some(
            (other) =>
              other.subscriberId === decision.subscriberId &&
              other.purpose === decision.purpose &&
              other.dataKind === decision.dataKind &&
              other.decidedAt > decision.decidedAt,
          ),
      );
      return (await this.replayed.decisions.record(transaction, forgotten)).size;
    });
  }
}

const toDecisions = ({ keys, ...line }: WithdrawalLine): NewDecision[] =>
  keys.map(({ decisionId, purpose, dataKind }) => ({
    ...line,
    id: decisionId,
    purpose,
    dataKind,
    origin: 'journal',
    noticeServedId: null,
    evidence: null,
  }));
