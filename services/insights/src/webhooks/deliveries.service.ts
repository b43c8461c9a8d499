import { Injectable } from '@nestjs/common';
import type { JobPayload, webhookEventOccurred } from '@passant/contracts';
import { StopsService, SystemClock } from '@passant/platform';
import { SecretBox } from '../outgoing/seal-secret';
import { OutgoingSender } from '../outgoing/sender';
import { type Attempted, judgeDelivery } from './domain/judge-delivery';
import { signMessage } from './domain/sign-message';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository';
import { WebhooksRepository } from './webhooks.repository';

const AT_ONCE = 10;

export const scopeOf = (webhookId: string): string => `webhook ${webhookId}`;

/** How a message leaves, and whether it may. */
@Injectable()
export class DeliveryTools {
  constructor(
    readonly sender: OutgoingSender,
    readonly box: SecretBox,
    readonly stops: StopsService,
  ) {}
}

/** Sends what is due. A row says what is to be sent and when: whoever is killed leaves it to the next. */
@Injectable()
export class DeliveriesService {
  /** Leases, signatures and waits are in wall time. */
  private readonly clock = new SystemClock();

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly tools: DeliveryTools,
  ) {}

  /** @returns how many were tried */
  async sendDue(signal: AbortSignal): Promise<number> {
    const claimed = await this.deliveries.claimDue(AT_ONCE);
    await Promise.all(claimed.map((delivery) => this.send(delivery, signal)));
    return claimed.length;
  }

  private async send(delivery: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    if (this.isStopped(delivery)) return this.deliveries.holdBack(delivery);
    const now = this.clock.now();
    const { id, url, body, attempts } = delivery;
    const message = { id: `msg_${delivery.eventId}`, seconds: Math.floor(now.getTime() / 1000), body };
    const secrets = this.openSecrets(delivery, now);
    // Unsigned it is not sent: after the service's own key was replaced, its webhooks need new secrets.
    const attempted: Attempted = secrets
      ? await this.tools.sender.post({ url, headers: signMessage(message, secrets), body, signal })
      : { kind: 'unreachable', reason: 'SECRET_UNREADABLE' };
    // Stopped in the middle: the row comes back when its half minute is over.
    if (signal.aborted && attempted.kind === 'unreachable') return;
    const verdict = judgeDelivery(attempted, attempts, Math.random());
    await this.deliveries.noteAttempt(id, {
      state: verdict.kind === 'again' ? 'pending' : verdict.kind,
      waitSeconds: verdict.kind === 'again' ? verdict.inSeconds : 0,
      ...{ attempts, status: attempted.kind === 'answered' ? attempted.status : null, problem: toProblem(attempted) },
    });
    if (verdict.kind === 'dead' && verdict.isGone) await this.webhooks.setState(delivery.webhookId, 'gone');
  }

  /** What is stopped is not offered either: the message waits, and comes once the stop is over. */
  private isStopped({ event, body }: ClaimedDelivery): boolean {
    if (event !== 'release.published') return false;
    const { market, purpose, product } = readReleased(body);
    try {
      this.tools.stops.refuseStopped({ market, purpose, product });
      return false;
    } catch {
      return true;
    }
  }

  private openSecrets(delivery: ClaimedDelivery, now: Date): string[] | undefined {
    const { webhookId, sealedSecret, previousSealedSecret, previousUntil } = delivery;
    const isPreviousGood = previousSealedSecret !== null && (previousUntil?.getTime() ?? 0) > now.getTime();
    const sealed = isPreviousGood ? [sealedSecret, previousSealedSecret] : [sealedSecret];
    try {
      return sealed.map((one) => this.tools.box.open(one, scopeOf(webhookId)));
    } catch {
      return undefined;
    }
  }
}

type Released = Extract<JobPayload<typeof webhookEventOccurred>, { about: 'release' }>;

/** What a message on a release is about, as this service wrote it. */
const readReleased = (body: string): Released => (JSON.parse(body) as { data: Released }).data;

/** A word, never what the other side wrote. */
function toProblem(attempted: Attempted): string | null {
  if (attempted.kind === 'unreachable') return attempted.reason;
  return attempted.kind === 'not-allowed' ? 'NOT_PUBLIC' : null;
}
