/**
 * - `ENGINE_FAILED`: a statement was refused or broke off;
 * - `ENGINE_OUT_OF_MEMORY`: a statement needed more than `maxMemoryMegabytes`;
 * - `ENGINE_DIED`: the worker process ended by itself or was killed;
 * - `ENGINE_ABORTED`: the caller's signal ended the session.
 */
export type EngineFailureCode = 'ENGINE_FAILED' | 'ENGINE_OUT_OF_MEMORY' | 'ENGINE_DIED' | 'ENGINE_ABORTED';

const MESSAGES = {
  ENGINE_FAILED: 'The engine could not run a statement.',
  ENGINE_OUT_OF_MEMORY: 'A statement needed more memory than the engine may use.',
  ENGINE_DIED: 'The engine process ended unexpectedly.',
  ENGINE_ABORTED: 'The engine session was ended by its caller.',
} as const satisfies Record<EngineFailureCode, string>;

/**
 * The only error that leaves this library. Texts of the engine quote rows, so they stay in the worker; what comes out is
 * our own sentence and the engine's error number (`395`), from which no data can be read.
 */
export class EngineFailed extends Error {
  override readonly name = 'EngineFailed';

  constructor(
    readonly code: EngineFailureCode,
    readonly engineErrorNumber?: number,
  ) {
    super(MESSAGES[code] + (engineErrorNumber === undefined ? '' : ` (engine error ${engineErrorNumber})`));
  }
}
