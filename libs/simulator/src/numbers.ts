import { hash } from './random';

/**
 * Prefixes in which made-up mobile numbers are drawn. They look like a country's mobile numbers; whether somebody holds one of them
 * is chance, and nothing is ever sent to them.
 */
const MOBILE_PREFIXES: Readonly<Record<string, string>> = {
  AT: '+43660',
  CH: '+4176',
  DE: '+4915',
  ES: '+346',
  FR: '+336',
  GB: '+447',
  IT: '+393',
  NL: '+316',
  US: '+1555',
};
/** A country code that nobody has been given. */
const ELSEWHERE = '+999';
/** Digits after the prefix: 10 in all after the country's code, as most mobile numbers have. */
const DIGITS = 9;
const SPACE = 10 ** DIGITS;
/** Shares no factor with a power of ten, so that different people get different numbers. */
const STEP = 387_420_489;

/** The number of a simulated person: E.164, seeded, different for different people (up to a thousand million). */
export function toNumber(person: number, country: string, seed: number): string {
  const start = hash(seed, 77) % SPACE;
  const digits = Number((BigInt(person) * BigInt(STEP) + BigInt(start)) % BigInt(SPACE));
  return `${MOBILE_PREFIXES[country] ?? ELSEWHERE}${String(digits).padStart(DIGITS, '0')}`;
}
