import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import {
  isHalting,
  type Processing,
  PROCESSING_STOPS_KEY,
  type ProcessingStop,
  processingStopsSchema,
} from '@passant/contracts';
import { CLOCK, type Clock, STOPWATCH, type Stopwatch } from '../clock';
import { toSafeError } from '../errors/safe-error';
import { Ticker } from '../jobs/ticker';
import { ObjectStores } from '../object-store/object-stores';
import { ProcessingStopped, StopsUnknown } from './stops.errors';
import { StopsRepository } from './stops.repository';

const LOOK_EVERY_MS = 1000;
/** Beyond this, not being able to look counts as being stopped. */
const LONGEST_BLIND_MS = 60_000;

/**
 * What is stopped, as this process knows it: from jobs, and from the hand-over `stops`, which it looks at every second. Asking costs
 * nothing: it is in memory. The rows survive a restart, and a hand-over that is away.
 */
@Injectable()
export class StopsService implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Stops');
  private readonly stops = new Map<string, ProcessingStop>();
  private readonly ticker = new Ticker(
    LOOK_EVERY_MS,
    () => this.look(),
    (error) => this.logger.error({ event: 'stops.not-read', error: toSafeError(error) }),
  );
  private seenNumber = -1;
  private lookedAtMs: number;

  constructor(
    private readonly repository: StopsRepository,
    private readonly stores: ObjectStores,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(STOPWATCH) private readonly stopwatch: Stopwatch,
  ) {
    this.lookedAtMs = stopwatch();
  }

  /** What is known is known before the first request is answered. */
  async onModuleInit(): Promise<void> {
    this.remember(await this.repository.findAll());
    await this.look();
    this.ticker.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.ticker.stop();
  }

  /** The stop that halts this now. */
  find(processing: Processing): ProcessingStop | undefined {
    const nowMs = this.clock.now().getTime();
    return [...this.stops.values()].find((stop) => isHalting(stop, processing, nowMs));
  }

  /** @throws ProcessingStopped, StopsUnknown */
  refuseStopped(processing: Processing): void {
    if (this.stopwatch() - this.lookedAtMs > LONGEST_BLIND_MS) throw new StopsUnknown();
    const stop = this.find(processing);
    if (stop) throw new ProcessingStopped(stop);
  }

  /** What a job or the hand-over says; of two versions of a stop the higher number counts. */
  async take(told: readonly ProcessingStop[]): Promise<void> {
    const news = told.filter(({ stopId, number }) => number > (this.stops.get(stopId)?.number ?? 0));
    if (news.length === 0) return;
    // In memory first: a stop does not wait for a database.
    this.remember(news);
    for (const { stopId, number, market, endedAt } of news) {
      this.logger.warn({ event: endedAt ? 'processing.resumed' : 'processing.stopped', stopId, number, market });
    }
    await this.repository.save(news);
  }

  private remember(stops: readonly ProcessingStop[]): void {
    for (const stop of stops) this.stops.set(stop.stopId, stop);
  }

  private async look(): Promise<void> {
    // What a slow look brings is as old as its beginning.
    const begunAtMs = this.stopwatch();
    const bytes = await this.stores.of('stops').readCurrent(PROCESSING_STOPS_KEY);
    if (bytes) {
      const { number, stops } = processingStopsSchema.parse(JSON.parse(bytes.toString('utf8')));
      if (number !== this.seenNumber) await this.take(stops);
      this.seenNumber = number;
    }
    this.lookedAtMs = begunAtMs;
  }
}
