/** What the audit log commits to of a pause, and what its receipt says. Times are ISO 8601. */
export interface PauseFacts {
  readonly reference: string;
  readonly line: string;
  readonly origin: string;
  readonly notice: null;
  readonly evidence: null;
  /** None: a pause leaves what the line permits as it is. */
  readonly decisions: readonly [];
  readonly pause: { readonly from: string; readonly until: string };
}

/** @param pause of one line; times in ms since 1970 */
export const toPauseFacts = (
  pause: { readonly reference: string; readonly subscriberId: string; readonly from: number; readonly until: number },
  origin: string,
): PauseFacts => ({
  reference: pause.reference,
  line: pause.subscriberId,
  origin,
  notice: null,
  evidence: null,
  decisions: [],
  pause: { from: new Date(pause.from).toISOString(), until: new Date(pause.until).toISOString() },
});
