/** What of a contract decides who has to act next. */
export interface Pending {
  readonly state: string;
  readonly createdBy: string;
  readonly versions: readonly {
    readonly number: number;
    readonly createdBy: string;
    readonly approvedBy: string | null;
  }[];
}

export type Awaited =
  | { readonly kind: 'activation'; readonly writtenBy: string }
  | { readonly kind: 'version'; readonly number: number; readonly writtenBy: string };

/** What waits for a second pair of eyes: a signed contract as a whole, later each version that nobody approved. */
export function findAwaited({ state, createdBy, versions }: Pending): Awaited[] {
  if (state === 'signed') return [{ kind: 'activation', writtenBy: createdBy }];
  // Before, versions come into force with the contract.
  if (state !== 'active' && state !== 'suspended') return [];
  return versions
    .filter(({ approvedBy }) => approvedBy === null)
    .map((version) => ({ kind: 'version', number: version.number, writtenBy: version.createdBy }));
}
