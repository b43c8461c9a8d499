import { randomSourceFrom, type RandomSource } from '@passant/privacy';
import { randomFillSync } from 'node:crypto';

/** Injection token of the {@link RandomSource} that noise is drawn from. */
export const NOISE = Symbol('NOISE');

/** The system's cryptographic generator. */
export const systemNoise = (): RandomSource => randomSourceFrom((bytes) => randomFillSync(bytes));
