import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { toSafeError } from '@passant/platform';
import { DeliveriesService } from './deliveries.service';

const EVERY_MS = 1000;

/** Has due deliveries sent: soon after a new one, and every second; one round at a time. */
@Injectable()
export class DeliveryPump implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('Webhooks');
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;

  constructor(private readonly deliveries: DeliveriesService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.wake(), EVERY_MS);
  }

  wake(): void {
    if (this.round || this.stopping.signal.aborted) return;
    this.round = this.run().finally(() => (this.round = undefined));
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.round;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    try {
      while (!signal.aborted && (await this.deliveries.sendDue(signal)) > 0);
    } catch (error) {
      this.logger.error({ event: 'webhooks.failed', error: toSafeError(error) });
    }
  }
}
