import { randomInt } from 'node:crypto';

/** Six digits, each of the million alike, from the system's cryptographic generator. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
