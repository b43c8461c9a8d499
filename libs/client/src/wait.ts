/** How often something is tried again that may pass, and how long the longest wait is. */
export interface Patience {
  /** Tries after the first; 4 where not given. */
  readonly retries: number;
  /** 60 where not given. */
  readonly longestWaitSeconds: number;
}

export const PATIENCE: Patience = { retries: 4, longestWaitSeconds: 60 };

/** Milliseconds before try `attempt` (1 for the second): what the answer asks for, else doubling from half a second, with chance. */
export function toWait(attempt: number, retryAfterSeconds: number | null, { longestWaitSeconds }: Patience): number {
  const asked = retryAfterSeconds === null ? 0.5 * 2 ** (attempt - 1) * (0.5 + Math.random() / 2) : retryAfterSeconds;
  return Math.min(asked, longestWaitSeconds) * 1000;
}

/** `Retry-After` in seconds (RFC 9110, 10.2.3): a number, or a date. */
export function readRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const dateMs = Date.parse(header);
  return Number.isNaN(dateMs) ? null : Math.max(0, (dateMs - nowMs) / 1000);
}

export function sleep(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      },
      { once: true },
    );
  });
}
