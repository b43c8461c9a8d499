import { hash } from './random';

/**
 * Where made-up mobile numbers are drawn: a prefix and the digits after it, so that each is one that its country's numbering plan
 * allows (somebody must be able to log in with it). Whether somebody holds one of them is chance; nothing is ever sent
 * to them.
 */
const MOBILE_RANGES: Readonly<Record<string, readonly [prefix: string, digits: number]>> = {
  AT: ['+43660', 7],
  CH: ['+4176', 7],
  DE: ['+49151', 8],
  ES: ['+346', 8],
  FR: ['+3361', 7],
  GB: ['+4474', 8],
  IT: ['+39345', 7],
  NL: ['+3161', 7],
  US: ['+19172', 6],
};
/** A country code that nobody has been given. */
const ELSEWHERE = ['+999', 9] as const;
/** Shares no factor with a power of ten, so that different people get different numbers. */
const STEP = 387_420_489;

/** The number of a simulated person: E.164, seeded, different for different people (up to a million in every country). */
export function toNumber(person: number, country: string, seed: number): string {
  const [prefix, digits] = MOBILE_RANGES[country] ?? ELSEWHERE;
  const space = 10 ** digits;
  const subscriber = Number((BigInt(person) * BigInt(STEP) + BigInt(hash(seed, 77))) % BigInt(space));
  return `${prefix}${String(subscriber).padStart(digits, '0')}`;
}
