import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { toSafeError } from '@passant/platform';
import { ComplaintsService } from './complaints.service';

const EVERY_MS = 3_600_000;

/** Deletes complaints when their time is over, though nobody asks. */
@Injectable()
export class ComplaintPruner implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Complaints');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly complaints: ComplaintsService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.prune(), EVERY_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async prune(): Promise<void> {
    await this.complaints.prune().catch((error: unknown) => {
      this.logger.error({ event: 'complaints.not-pruned', error: toSafeError(error) });
    });
  }
}
