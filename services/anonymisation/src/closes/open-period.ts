import type { Transaction } from '../database/transactions';
import type { Plan } from '../plans/plans.service';
import type { ExactTable } from '../releases/measuring.service';

/** A day or month to be closed: what it is released over, and how it is read. */
export interface OpenPeriod {
  readonly plan: Plan;
  /** UTC starts of a day's hours, in ms; of a month none. */
  readonly hours: readonly number[];
  readonly read: (signal: AbortSignal) => Promise<ReadPeriod>;
}

/** A period, counted, and what the transaction that measures it does besides. */
export interface ReadPeriod {
  /** What it is measured over: of a month the plan of most of its days. */
  readonly plan: Plan;
  readonly exact: ExactTable;
  /** Days that a month was counted on; none of a day. */
  readonly daysCounted: number | null;
  /** The stop list that was applied. */
  readonly stopListNumber: number;
  /** Holds newer stop lists back until the transaction ends. @throws StopListGrew where one has come already */
  readonly lock: (transaction: Transaction) => Promise<void>;
  /** What is kept, forgotten and told together with the measurement. */
  readonly settle: (transaction: Transaction) => Promise<void>;
  /** After the commit: deletes what the measurement leaves. What it does not get to, a sweep does. */
  readonly clear: () => Promise<void>;
}
