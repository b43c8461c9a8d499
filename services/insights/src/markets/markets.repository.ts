import { Injectable } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { MarketState } from './domain/judge-sale';
import type { MarketStanding, MarketStep, MethodApproval } from './domain/market-launch';
import { MarketLaunchEntity, MarketStepEntity, MethodApprovalEntity } from './market.entity';

/** A step of a market, with who took it, when and why. */
export interface MarketEvent {
  readonly number: number;
  readonly step: MarketStep;
  /** The state afterwards. */
  readonly state: MarketState;
  readonly staffId: string;
  readonly reason: string | null;
  readonly takenAt: Date;
  /** What was recorded or confirmed. */
  readonly approval: MethodApproval | null;
}

const APPROVAL = `json_build_object('id', approval.id, 'documentSha256', document_sha256, 'body', body,
  'approvedOn', approved_on, 'expiresOn', expires_on, 'untilMs', floor(extract(epoch FROM until) * 1000))`;

@Injectable()
export class MarketsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Until the transaction ends, whoever else changes this market waits. */
  async lockMarket(transaction: Transaction, market: MarketId): Promise<void> {
    await transaction.query(`SELECT pg_advisory_xact_lock(hashtextextended('market ' || $1, 0))`, [market]);
  }

  /** Oldest first. */
  findEvents(market: MarketId): Promise<MarketEvent[]> {
    return this.transactions.current.query(
      `SELECT number, step, state, staff_id AS "staffId", reason, taken_at AS "takenAt",
         CASE WHEN approval.id IS NOT NULL THEN ${APPROVAL} END AS approval
       FROM market_step LEFT JOIN method_approval AS approval ON approval.id = approval_id
       WHERE market_step.market = $1 ORDER BY number`,
      [market],
    );
  }

  async addApproval(transaction: Transaction, market: MarketId, { untilMs, ...approval }: MethodApproval) {
    await transaction.insert(MethodApprovalEntity, { ...approval, market, until: new Date(untilMs) });
  }

  async addStep(transaction: Transaction, market: MarketId, { approval, ...event }: MarketEvent): Promise<void> {
    await transaction.insert(MarketStepEntity, { ...event, market, approvalId: approval?.id ?? null });
  }

  async saveStanding(
    transaction: Transaction,
    market: MarketId,
    standing: MarketStanding & { readonly steps: number },
  ) {
    const { state, isSimulated, approvedUntilMs, steps } = standing;
    const approvedUntil = approvedUntilMs === null ? null : new Date(approvedUntilMs);
    await transaction.upsert(MarketLaunchEntity, { market, state, isSimulated, approvedUntil, steps }, ['market']);
  }
}
