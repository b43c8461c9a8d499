import { Injectable } from '@nestjs/common';
import type { Day, MarketId, Purpose } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { DayVerdict } from './domain/judge-day';
import type { GateDecisionKind, GateDecisionOfStaff, GatedDay, JudgedDay } from './gate';

export interface GateQuery {
  readonly market: MarketId;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Only days that wait for a person. */
  readonly waiting?: boolean;
}

/** Verdicts and decisions: written once, never changed. */
@Injectable()
export class GatesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The first verdict stands. */
  async insertVerdict(
    transaction: Transaction,
    { market, day, purpose }: GatedDay,
    { verdict, judgedAt }: { verdict: DayVerdict; judgedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO gate_verdict (market, day, purpose, state, verdict, judged_at)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [market, day, purpose, verdict.state, JSON.stringify(verdict), judgedAt],
    );
  }

  /** Whether it is the first decision about that day. */
  async insertDecision(transaction: Transaction, of: GatedDay, decided: GateDecisionOfStaff): Promise<boolean> {
    const inserted = await transaction.query<unknown[]>(
      `INSERT INTO gate_decision (market, day, purpose, decision, reason, decided_by, decided_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
      [of.market, of.day, of.purpose, decided.decision, decided.reason, decided.decidedBy, decided.decidedAt],
    );
    return inserted.length > 0;
  }

  async find({ market, from, to, waiting }: GateQuery): Promise<JudgedDay[]> {
    const rows = await this.transactions.current.query<GateRow[]>(
      `SELECT market, day::text AS day, purpose, verdict, judged_at, decision, reason, decided_by, decided_at
       FROM gate_verdict LEFT JOIN gate_decision USING (market, day, purpose)
       WHERE market = $1 AND ($2::date IS NULL OR day >= $2) AND ($3::date IS NULL OR day <= $3)
         AND (NOT $4 OR (state = 'held' AND decision IS NULL))
       ORDER BY day, purpose`,
      [market, from ?? null, to ?? null, waiting ?? false],
    );
    return rows.map(toJudgedDay);
  }
}

interface GateRow {
  readonly market: MarketId;
  readonly day: Day;
  readonly purpose: Purpose;
  readonly verdict: DayVerdict;
  readonly judged_at: Date;
  readonly decision: GateDecisionKind | null;
  readonly reason: string | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
}

function toJudgedDay(row: GateRow): JudgedDay {
  const { market, day, purpose, verdict, decision, reason, decided_by: decidedBy, decided_at: decidedAt } = row;
  const isDecided = decision !== null && reason !== null && decidedBy !== null && decidedAt !== null;
  const decided = isDecided ? { decision, reason, decidedBy, decidedAt } : null;
  return { market, day, purpose, verdict, judgedAt: row.judged_at, decided };
}
