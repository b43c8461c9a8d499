import { StackProblem } from '../errors';
import type { PeakMemory } from './peak-memory';
import { type ProcessSettings, RunningProcess } from './running-process';

interface Stoppable {
  stop(): Promise<void>;
}

/**
 * Knows everything that runs and ends it in the right order: gateway, services, then what they stand on. When one of
 * ours ends unasked, `failed` is rejected.
 */
export class Supervisor {
  private readonly layers: Stoppable[][] = [[], [], [], []];
  private isStopping = false;
  private fail: (problem: StackProblem) => void = () => undefined;
  readonly failed: Promise<never>;

  constructor(private readonly memory: PeakMemory) {
    this.failed = new Promise<never>((_, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
  }

  /** Something that is stopped after all processes: a database, a queue. */
  addFoundation(role: string, foundation: Stoppable & { pid?: number }): void {
    this.layers[layerOf.foundation]!.push(foundation);
    if (foundation.pid !== undefined) this.memory.watch(foundation.pid, role);
  }

  /** A process that stays until we stop it. */
  start(settings: ProcessSettings, layer: 'gateway' | 'service'): RunningProcess {
    const running = this.startAny(settings, layer);
    void running.ended.then((how) => {
      if (!this.isStopping) this.fail(running.problem(`ended unasked (${how})`));
    });
    return running;
  }

  /** A process that does one thing and ends; anything but code 0 is a problem. */
  async run(settings: ProcessSettings): Promise<void> {
    const running = this.startAny(settings, 'task');
    const how = await running.ended;
    if (how !== 'code 0') throw running.problem(`failed (${how})`);
  }

  private startAny(settings: ProcessSettings, layer: Exclude<keyof typeof layerOf, 'foundation'>): RunningProcess {
    if (this.isStopping) throw new StackProblem('Passant is stopping.', 'Start it again.');
    const running = RunningProcess.start(settings);
    this.memory.watch(running.pid, settings.name);
    this.layers[layerOf[layer]]!.push(running);
    return running;
  }

  /** Gateway and services end without a word; what they stand on stays. For trying out crashes. */
  async killAll(): Promise<void> {
    this.isStopping = true;
    const running = this.layers.flatMap((layer) => layer.filter((part) => part instanceof RunningProcess));
    await Promise.all(running.map((part) => part.kill()));
  }

  async stopAll(): Promise<void> {
    this.isStopping = true;
    for (const layer of this.layers) await Promise.all(layer.splice(0).map((part) => part.stop()));
  }
}

const layerOf = { task: 0, gateway: 1, service: 2, foundation: 3 } as const;
