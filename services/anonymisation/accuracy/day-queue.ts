import type { Day } from '@passant/contracts';

/** The events of a day, written. */
export interface WrittenDay {
  readonly day: Day;
  readonly file: string;
}

/** Days in the order in which they were simulated, handed on one by one; ends with the simulation, or as it failed. */
export class DayQueue implements AsyncIterable<WrittenDay> {
  private readonly days: WrittenDay[] = [];
  private state: 'open' | 'ended' | { readonly error: unknown } = 'open';
  private wake: () => void = () => undefined;

  add(day: WrittenDay): void {
    this.days.push(day);
    this.wake();
  }

  end(): void {
    this.state = 'ended';
    this.wake();
  }

  fail(error: unknown): void {
    this.state = { error };
    this.wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<WrittenDay> {
    for (;;) {
      const day = this.days.shift();
      if (day) yield day;
      else if (this.state === 'ended') return;
      else if (this.state !== 'open') throw this.state.error;
      else await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }
}
