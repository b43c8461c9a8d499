import type { Home } from '../home/home';
import type { PeakMemory } from '../processes/peak-memory';
import type { Supervisor } from '../processes/supervisor';
import type { Narrator } from './narrator';
import type { LaunchOptions } from './options';

/** What every stage of a run needs. */
export interface LaunchContext {
  options: LaunchOptions;
  home: Home;
  narrator: Narrator;
  supervisor: Supervisor;
  memory: PeakMemory;
  /** Aborted by Ctrl-C, SIGTERM or a part that ended unasked. */
  signal: AbortSignal;
}
