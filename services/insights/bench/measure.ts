/** Milliseconds of answers, and how many came a second. */
export interface Measured {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly perSecond: number;
  readonly answers: number;
  /** Of them not answered: out of time, or refused. They are in the times as long as they took. */
  readonly failed: number;
}

/** Runs `count` works with so many at once, each as soon as another is done, and measures them. */
export async function measure(
  { count, clients }: { readonly count: number; readonly clients: number },
  work: (number: number) => Promise<unknown>,
): Promise<Measured> {
  const milliseconds: number[] = [];
  let [next, failed] = [0, 0];
  const started = performance.now();
  const client = async () => {
    for (let number = next++; number < count; number = next++) {
      const asked = performance.now();
      await work(number).catch(() => (failed += 1));
      milliseconds.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  const sorted = milliseconds.sort((a, b) => a - b);
  return {
    ...{ p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), p99: quantile(sorted, 0.99) },
    ...{ perSecond: count / seconds, answers: count, failed },
  };
}

/** The nearest rank. @throws RangeError of nothing */
export function quantile(sorted: readonly number[], part: number): number {
  const value = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('nothing has no quantile');
  return value;
}
