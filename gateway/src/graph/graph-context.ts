import type { Actor } from '@passant/contracts';

/** What one operation carries through the query plan. */
export interface GraphContext {
  readonly actor: Actor;
  readonly requestId: string;
  /** Ends every request to a subgraph when the operation's time is up or the caller has gone. */
  readonly signal: AbortSignal;
  /** Starts the time of the operation, once it is known what it is. */
  readonly startTime: (limitMs: number) => void;
  /** What the one subgraph of the plan was asked already: its answer as text. */
  readonly answer?: Promise<string>;
}
