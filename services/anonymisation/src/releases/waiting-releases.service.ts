import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { StopsService, toSafeError } from '@passant/platform';
import { Transactions } from '../database/transactions';
import { PublishingService } from './publishing.service';
import { type WaitingRelease, WaitingReleasesRepository } from './waiting-releases.repository';

const EVERY_MS = 1000;

/** Announces what was stopped, once the stop has ended. */
@Injectable()
export class WaitingReleasesService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Releases');
  private timer: NodeJS.Timeout | undefined;
  private announcing: Promise<void> | undefined;

  constructor(
    private readonly waiting: WaitingReleasesRepository,
    private readonly publishing: PublishingService,
    private readonly stops: StopsService,
    private readonly transactions: Transactions,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.announcing;
  }

  private look(): void {
    this.announcing ??= this.announceResumed()
      .catch((error: unknown) => this.logger.warn({ event: 'releases.not-announced', error: toSafeError(error) }))
      .finally(() => (this.announcing = undefined));
  }

  private async announceResumed(): Promise<void> {
    const free = (await this.waiting.findAll()).filter((release) => !this.stops.find(release));
    const periods = new Map(free.map((release) => [`${release.market}/${release.period}`, release]));
    for (const { market, period } of periods.values()) await this.announce({ market, period }, free);
  }

  private async announce(
    of: Pick<WaitingRelease, 'market' | 'period'>,
    free: readonly WaitingRelease[],
  ): Promise<void> {
    const written = await this.publishing.writeAgain(of.market, of.period);
    const ids = free.filter(({ market, period }) => market === of.market && period === of.period);
    await this.transactions.run(async (transaction) => {
      const taken = await this.waiting.take(
        transaction,
        ids.map(({ releaseId }) => releaseId),
      );
      const ours = written.filter(({ release }) => taken.has(release.releaseId));
      await this.publishing.announce(transaction, ours);
    });
    this.logger.log({ event: 'releases.announced', ...of });
  }
}
