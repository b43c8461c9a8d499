/** A request by which a member of staff changes something: a mutation, or a file that was sent. */
export interface Act {
  /** The mutation's name, or what an upload does (`importSubscribers`). */
  readonly name: string;
  readonly staffId: string;
  /** The gateway's id of the request; several acts of one request share it. */
  readonly requestId: string;
  readonly idempotencyKey: string | null;
  /** Everything that came with it, the key left out. Compared by its digest, never stored. */
  readonly payload: unknown;
}

/** What an act was about: a kind of ours and an id that is nobody's (a contract, a market, a period, a reference), never a number or a name. */
export interface Subject {
  readonly kind: string;
  readonly id: string;
}
