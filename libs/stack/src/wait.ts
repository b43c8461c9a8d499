import { setTimeout as delay } from 'node:timers/promises';

/** Asks until `condition` gives something else than undefined; undefined when the time is over. Errors pass through. */
export async function waitFor<T>(
  condition: () => Promise<T | undefined> | T | undefined,
  { timeoutMs, intervalMs = 25 }: { timeoutMs: number; intervalMs?: number },
): Promise<T | undefined> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const found = await condition();
    if (found !== undefined) return found;
    if (Date.now() >= end) return undefined;
    await delay(intervalMs);
  }
}
