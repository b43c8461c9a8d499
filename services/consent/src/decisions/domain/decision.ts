import type { DataKind, Purpose } from '@passant/contracts';
import type { ConsentState } from './consent-state';

/** What a person decided about one purpose and data kind, and from when it counts. Times are ms since 1970 UTC. */
export interface Decision {
  readonly purpose: Purpose;
  readonly dataKind: DataKind;
  readonly state: ConsentState;
  /** When the person decided, as far as it orders: later decisions stand against earlier ones, in whatever order they arrive. */
  readonly decidedAt: number;
  /** From when it counts. */
  readonly effectiveFrom: number;
  /** When a yes ends by itself; absent or null: it does not. */
  readonly expiresAt?: number | null;
  /** When the notice that a yes refers to was declared void; absent or null: it was not. */
  readonly invalidatedAt?: number | null;
}

export type DecisionKey = `${Purpose}/${DataKind}`;

export const toDecisionKey = ({ purpose, dataKind }: Pick<Decision, 'purpose' | 'dataKind'>): DecisionKey =>
  `${purpose}/${dataKind}`;
