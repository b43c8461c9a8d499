/** Waits for `work` to end, well or not, but no longer than `longestMs`: e.g. closing must not hang on a Redis that is away. */
export async function within(longestMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => (timer = setTimeout(resolve, longestMs)));
  await Promise.race([work.catch(() => undefined), timeout]);
  clearTimeout(timer);
}
