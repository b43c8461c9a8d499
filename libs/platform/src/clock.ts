/** The domain clock. Tokens, codes and leases use wall time instead. */
export interface Clock {
  now(): Date;
}

/** Injection token of the domain clock. */
export const CLOCK = Symbol('CLOCK');

/** Milliseconds since some fixed instant, whatever anybody does to the wall clock. */
export type Stopwatch = () => number;

/** Injection token of the stopwatch. */
export const STOPWATCH = Symbol('STOPWATCH');

export const systemStopwatch: Stopwatch = () => performance.now();

/** Wall time moved by a fixed offset, so that in development a story over days can be told in minutes. */
export class SystemClock implements Clock {
  constructor(private readonly offsetSeconds = 0) {}

  now(): Date {
    return new Date(Date.now() + this.offsetSeconds * 1000);
  }
}
