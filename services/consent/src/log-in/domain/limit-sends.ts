const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far back sends matter. */
export const SENDS_KEPT_MS = DAY_MS;

/** Ages of earlier sends in ms, to this number and from this address; the same whether or not the number is ours. */
export interface EarlierSends {
  readonly toNumber: readonly number[];
  readonly fromAddress: readonly number[];
}

const within = (ages: readonly number[], limitMs: number): number => ages.filter((age) => age < limitMs).length;

/** At most 3 sends in 10 minutes and 6 a day to a number, 20 an hour from an address. */
export const maySend = ({ toNumber, fromAddress }: EarlierSends): boolean =>
  within(toNumber, 10 * MINUTE_MS) < 3 && within(toNumber, DAY_MS) < 6 && within(fromAddress, HOUR_MS) < 20;
