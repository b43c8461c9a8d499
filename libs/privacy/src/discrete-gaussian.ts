import { bernoulliExponential, bernoulliExponentialBig } from './bernoulli-exponential';
import type { RandomSource } from './random-source';
import { uniformBelow, uniformBelowBig } from './uniform';

const { abs } = Math;
const LARGEST = Number.MAX_SAFE_INTEGER;

/**
 * The discrete Gaussian N_Z(0, σ²): P(x) ∝ exp(−x²/(2σ²)) on the integers, sampled exactly by rejection from a discrete
 * Laplace (Canonne, Kamath, Steinke 2020, Algorithms 2 and 3), with integers only. Rejection takes a time that depends
 * on the value: only for batch jobs, never where a caller could measure it.
 */
export function sampleDiscreteGaussian(sigmaSquared: number, source: RandomSource): number {
  assertSigmaSquared(sigmaSquared);
  return sample(shapeOf(sigmaSquared), source);
}

/** `length` independent samples (Canonne, Kamath, Steinke 2020, Algorithm 3). */
export function sampleDiscreteGaussians(length: number, sigmaSquared: number, source: RandomSource): number[] {
  assertSigmaSquared(sigmaSquared);
  const shape = shapeOf(sigmaSquared);
  const samples = new Array<number>(length);
  for (let index = 0; index < length; index += 1) samples[index] = sample(shape, source);
  return samples;
}

/** The oracle: the same algorithm (Canonne, Kamath, Steinke 2020, Algorithm 3) on BigInt throughout, consuming the same words of the stream. */
export function sampleDiscreteGaussianBig(sigmaSquared: bigint, source: RandomSource): bigint {
  if (sigmaSquared <= 0n) throw new RangeError('sigmaSquared must be a positive integer');
  const scale = integerSquareRoot(sigmaSquared) + 1n;
  const denominator = 2n * sigmaSquared * scale * scale;
  for (;;) {
    const candidate = sampleDiscreteLaplaceBig(scale, source);
    const distance = (candidate < 0n ? -candidate : candidate) * scale - sigmaSquared;
    if (bernoulliExponentialBig(distance * distance, denominator, source)) return candidate;
  }
}

interface Shape {
  readonly sigmaSquared: number;
  /** t = ⌊σ⌋ + 1, the scale of the Laplace proposals. */
  readonly scale: number;
  /** 2σ²t². */
  readonly denominator: number;
}

function shapeOf(sigmaSquared: number): Shape {
  const scale = Number(integerSquareRoot(BigInt(sigmaSquared))) + 1;
  return { sigmaSquared, scale, denominator: 2 * sigmaSquared * scale * scale };
}

function sample({ sigmaSquared, scale, denominator }: Shape, source: RandomSource): number {
  for (;;) {
    const candidate = sampleDiscreteLaplace(scale, source);
    const distance = abs(abs(candidate) * scale - sigmaSquared);
    // Accepted with probability exp(−(|y| − σ²/t)² / (2σ²)), as one fraction of integers.
    const numerator = distance * distance;
    const accepted =
      numerator <= LARGEST && denominator <= LARGEST
        ? bernoulliExponential(numerator, denominator, source)
        : acceptBig(candidate, sigmaSquared, scale, source);
    if (accepted) return candidate;
  }
}

function acceptBig(candidate: number, sigmaSquared: number, scale: number, source: RandomSource): boolean {
  const [variance, t] = [BigInt(sigmaSquared), BigInt(scale)];
  const distance = BigInt(abs(candidate)) * t - variance;
  return bernoulliExponentialBig(distance * distance, 2n * variance * t * t, source);
}

function sampleDiscreteLaplace(scale: number, source: RandomSource): number {
  for (;;) {
    const offset = uniformBelow(scale, source);
    if (!bernoulliExponential(offset, scale, source)) continue;
    let whole = 0;
    while (bernoulliExponential(1, 1, source)) whole += 1;
    const magnitude = offset + scale * whole;
    const negative = uniformBelow(2, source) === 1;
    if (negative && magnitude === 0) continue;
    return negative ? -magnitude : magnitude;
  }
}

function sampleDiscreteLaplaceBig(scale: bigint, source: RandomSource): bigint {
  for (;;) {
    const offset = uniformBelowBig(scale, source);
    if (!bernoulliExponentialBig(offset, scale, source)) continue;
    let whole = 0n;
    while (bernoulliExponentialBig(1n, 1n, source)) whole += 1n;
    const magnitude = offset + scale * whole;
    const negative = uniformBelowBig(2n, source) === 1n;
    if (negative && magnitude === 0n) continue;
    return negative ? -magnitude : magnitude;
  }
}

/** ⌊√n⌋, exact. */
function integerSquareRoot(n: bigint): bigint {
  let root = BigInt(Math.floor(Math.sqrt(Number(n))));
  while (root * root > n) root -= 1n;
  while ((root + 1n) * (root + 1n) <= n) root += 1n;
  return root;
}

function assertSigmaSquared(sigmaSquared: number): void {
  if (!Number.isSafeInteger(sigmaSquared) || sigmaSquared <= 0) {
    throw new RangeError('sigmaSquared must be a positive integer under 2^53');
  }
}
