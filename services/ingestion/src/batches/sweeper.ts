import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { toSafeError } from '@passant/platform';
import { BatchesService } from './batches.service';

const EVERY_MS = 60_000;

/** Looks every minute for what outlived its time, by the domain clock. */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Sweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(private readonly batches: BatchesService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.sweeping = this.sweep()), EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private sweep(): Promise<void> {
    return this.sweeping
      .then(() => this.batches.sweep())
      .catch((error: unknown) => this.logger.error({ event: 'sweep.failed', error: toSafeError(error) }));
  }
}
