import type { EngineFailureCode } from './engine-failed';

/** A bound parameter: `{name:Type}` in the statement. */
export type EngineValue = string | number | bigint | boolean | readonly string[] | readonly number[];
export type EngineParameters = Readonly<Record<string, EngineValue>>;

/** Set once, before the first statement. */
export interface WorkerStart {
  readonly dataDirectory: string;
  readonly sessionDirectory: string;
  readonly maxMemoryBytes: number;
  readonly threads: number;
}

/** What the parent asks of the worker; one at a time. */
export type WorkerRequest =
  | { readonly kind: 'start'; readonly start: WorkerStart }
  | { readonly kind: 'execute'; readonly statement: string; readonly parameters: EngineParameters }
  | { readonly kind: 'rows'; readonly statement: string; readonly parameters: EngineParameters; readonly nonce: string }
  | { readonly kind: 'peak' };

/** `value` is nothing, the answer's text, or megabytes. No error text crosses: a code and the engine's number do. */
export type WorkerResponse =
  | { readonly kind: 'done'; readonly value?: string | number }
  | { readonly kind: 'failed'; readonly code: EngineFailureCode; readonly engineErrorNumber?: number };
