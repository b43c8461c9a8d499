import type { EngineSettings } from '@passant/engine';

/** Room in memory for the opened marks of a session and the tables made of them. */
const BYTES_A_MARK = 100;
const LEAST_SCRATCH_MEGABYTES = 50;

/** How an engine session over so many marks is set up. */
export const toEngineSettings = (
  environment: {
    readonly SCRATCH_DIR: string;
    readonly ENGINE_MAX_MEMORY_MB: number;
    readonly ENGINE_THREADS: number;
  },
  rows: number,
): EngineSettings => ({
  scratchDirectory: environment.SCRATCH_DIR,
  maxMemoryMegabytes: environment.ENGINE_MAX_MEMORY_MB,
  threads: environment.ENGINE_THREADS,
  scratchMegabytes: LEAST_SCRATCH_MEGABYTES + Math.ceil((rows * BYTES_A_MARK) / 1e6),
});
