/** What of an error may be logged. Messages may quote data (PostgreSQL and parsers do), so none is kept. */
export interface SafeError {
  readonly type: string;
  readonly code?: string;
  readonly stack: readonly string[];
}

const CODE = /^[A-Za-z0-9_]{1,40}$/;

export function toSafeError(error: unknown): SafeError {
  if (!isError(error)) return { type: typeof error, stack: [] };
  const code = typeof error.code === 'string' && CODE.test(error.code) ? error.code : undefined;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const stack = frames.slice(0, 12).map((line) => line.trim());
  return { type: error.name, ...(code === undefined ? {} : { code }), stack };
}

/** Not by class: an error may come from another realm. */
const isError = (error: unknown): error is Error & { code?: unknown } =>
  typeof error === 'object' && error !== null && 'name' in error && 'stack' in error;
