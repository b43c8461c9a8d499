/**
 * Waits until `condition` gives something truthy (an error counts as not yet), and gives that.
 *
 * @throws after `timeoutMs`, with the last error of the condition where there was one
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { timeoutMs = 10_000, everyMs = 25 }: { timeoutMs?: number; everyMs?: number } = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + timeoutMs;
  let lastError: unknown;
  do {
    try {
      const value = await condition();
      if (value) return value as NonNullable<T>;
    } catch (error) {
      lastError = error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  } while (performance.now() < end);
  throw new Error(`the condition did not come true within ${timeoutMs} ms`, { cause: lastError });
}
