import { noiseInterval } from '@passant/privacy';
import type { MeasuredTable } from '../releases/measuring.service';

/** All that is kept of exact counts. */
export interface Coverage {
  readonly figures: number;
  readonly covered95: number;
}

/** How many of all figures lie within the 95 % interval of their noise. */
export function measureCoverage(tables: readonly Pick<MeasuredTable, 'exact' | 'noisy' | 'sigmaSquared'>[]): Coverage {
  let [figures, covered95] = [0, 0];
  for (const { exact, noisy, sigmaSquared } of tables) {
    for (const [index, value] of noisy.entries()) {
      const { low, high } = noiseInterval(value, Math.sqrt(sigmaSquared));
      figures += 1;
      if (low <= exact[index]! && exact[index]! <= high) covered95 += 1;
    }
  }
  return { figures, covered95 };
}
