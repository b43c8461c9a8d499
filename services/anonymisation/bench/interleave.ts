/** Seconds of both, measured in turns, so that a slow minute of the machine strikes both. */
export interface Turns {
  readonly ours: readonly number[];
  readonly yardstick: readonly number[];
}

/** Runs yardstick and ours in turns, `times` each; both tell how many seconds they took. */
export async function interleave(
  times: number,
  run: { readonly ours: () => Promise<number>; readonly yardstick: () => Promise<number> },
): Promise<Turns> {
  const [ours, yardstick]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < times; turn += 1) {
    yardstick.push(await run.yardstick());
    ours.push(await run.ours());
  }
  return { ours, yardstick };
}

export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing has no median');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
