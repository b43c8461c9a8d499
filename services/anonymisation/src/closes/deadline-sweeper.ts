import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { toSafeError } from '@passant/platform';
import { DeadlinesService } from './deadlines.service';

const EVERY_MS = 30_000;

/** Rows, marks and keys of a day or month die on time, released or not. */
@Injectable()
export class DeadlineSweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeadlineSweeper.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(private readonly deadlines: DeadlinesService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.sweep(), EVERY_MS);
    this.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  private sweep(): void {
    this.sweeping ??= this.deadlines
      .abandonOverdue()
      .then((periods) => (periods > 0 ? this.logger.warn({ event: 'close.abandoned', periods }) : undefined))
      .catch((error: unknown) => this.logger.warn({ event: 'sweep.failed', error: toSafeError(error) }))
      .finally(() => (this.sweeping = undefined));
  }
}
