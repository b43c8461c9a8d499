import { Inject, Injectable } from '@nestjs/common';
import { AuditLog, CLOCK, type Clock } from '@passant/platform';
import type { Transaction } from '../database/transactions';
import { NoticesService } from '../notices/notices.service';
import type { NewDecision } from './decisions.repository';
import { toDecisionFacts } from './domain/to-decision-facts';
import { toDecisionEntryName } from './reference';

/** Notes decisions in the audit log, in their transaction: one entry a confirmation and line. */
@Injectable()
export class DecisionAudit {
  constructor(
    private readonly log: AuditLog,
    private readonly notices: NoticesService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async note(transaction: Transaction, decisions: readonly NewDecision[]): Promise<void> {
    if (decisions.length === 0) return;
    const parts = new Map<string, NewDecision[]>();
    for (const decision of decisions) {
      const name = toDecisionEntryName(decision.submissionId, decision.subscriberId);
      const part = parts.get(name);
      if (part) part.push(decision);
      else parts.set(name, [decision]);
    }
    const served = await this.notices.findVersions(
      decisions.flatMap(({ noticeServedId }) => noticeServedId ?? []),
      transaction,
    );
    const at = this.clock.now();
    await this.log.append(
      transaction,
      [...parts].map(([about, part]) => ({
        kind: 'decision',
        at,
        about,
        subject: part[0]!.subscriberId,
        content: toDecisionFacts(part, served.get(part[0]!.noticeServedId ?? '') ?? null),
      })),
    );
  }

  /** Withdrawals of the journal were put back. */
  async noteReplay(transaction: Transaction, decisions: number): Promise<void> {
    await this.log.append(transaction, [{ kind: 'journal-replayed', at: this.clock.now(), content: { decisions } }]);
  }
}
