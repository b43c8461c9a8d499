import type { Writable } from 'node:stream';

/** Tells the person at the keyboard what happens, step by step, and keeps how long each stage took. */
export class Narrator {
  readonly seconds: Record<string, number> = {};
  private startedMs = 0;
  private lastProgressMs = 0;

  constructor(private readonly output: Pick<Writable, 'write'>) {}

  say(line = ''): void {
    this.output.write(`${line}\n`);
  }

  /** One stage. `work` gives the line that tells its result; `progress` may be called as often as one likes. */
  async stage<T>(
    name: string,
    title: string,
    work: (progress: (text: () => string) => void) => Promise<{ result: T; told: string }>,
  ): Promise<T> {
    const started = performance.now();
    this.startedMs = this.lastProgressMs = started;
    this.say(`${title} ...`);
    const { result, told } = await work((text) => this.progress(text));
    const seconds = (performance.now() - started) / 1000;
    this.seconds[name] = Math.round(((this.seconds[name] ?? 0) + seconds) * 1000) / 1000;
    this.say(`  ${told} (${seconds.toFixed(1)} s)`);
    return result;
  }

  private progress(text: () => string): void {
    const now = performance.now();
    // Often at first, seldom when it takes long.
    const pause = Math.max(3_000, (now - this.startedMs) / 10);
    if (now - this.lastProgressMs < pause) return;
    this.lastProgressMs = now;
    this.say(`  ... ${text()}`);
  }
}

const whole = new Intl.NumberFormat('en');

/** `7,012,345` */
export const count = (value: number): string => whole.format(Math.round(value));

/** `120,000 rows/s` */
export const rate = (amount: number, milliseconds: number, unit: string): string =>
  `${count(amount / Math.max(milliseconds / 1000, 0.001))} ${unit}/s`;

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
