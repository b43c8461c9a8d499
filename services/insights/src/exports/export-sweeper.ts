import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ObjectStores, SystemClock, toSafeError } from '@passant/platform';
import { ExportsRepository } from './exports.repository';

const EVERY_MS = 60_000;
const AT_ONCE = 100;

/** Deletes the files of exports whose time is over. A file that is already gone is no error, so any number may sweep. */
@Injectable()
export class ExportSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Exports');
  private readonly clock = new SystemClock();
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly exports: ExportsRepository,
    private readonly stores: ObjectStores,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.sweeping = this.sweeping
        .then(() => this.sweep())
        .catch((error: unknown) => this.logger.error({ event: 'exports.sweep-failed', error: toSafeError(error) }));
    }, EVERY_MS);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** @returns how many exports lost their files */
  async sweep(): Promise<number> {
    const expired = await this.exports.findExpired(this.clock.now(), AT_ONCE);
    for (const { id } of expired) {
      await this.stores.of('exports').deleteAll(`${id}/`);
      await this.exports.noteDeleted(id);
    }
    return expired.length;
  }
}
