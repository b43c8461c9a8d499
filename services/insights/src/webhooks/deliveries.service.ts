import { Injectable } from '@nestjs/common';
import { SystemClock } from '@passant/platform';
import { SecretBox } from '../outgoing/seal-secret';
import { OutgoingSender } from '../outgoing/sender';
import { type Attempted, judgeDelivery } from './domain/judge-delivery';
import { signMessage } from './domain/sign-message';
import { type ClaimedDelivery, DeliveriesRepository } from './deliveries.repository';
import { WebhooksRepository } from './webhooks.repository';

const AT_ONCE = 10;

export const scopeOf = (webhookId: string): string => `webhook ${webhookId}`;

/** Sends what is due. A row says what is to be sent and when: whoever is killed leaves it to the next. */
@Injectable()
export class DeliveriesService {
  /** Leases, signatures and waits are in wall time. */
  private readonly clock = new SystemClock();

  constructor(
    private readonly deliveries: DeliveriesRepository,
    private readonly webhooks: WebhooksRepository,
    private readonly sender: OutgoingSender,
    private readonly box: SecretBox,
  ) {}

  /** @returns how many were tried */
  async sendDue(signal: AbortSignal): Promise<number> {
    const claimed = await this.deliveries.claimDue(AT_ONCE);
    await Promise.all(claimed.map((delivery) => this.send(delivery, signal)));
    return claimed.length;
  }

  private async send(delivery: ClaimedDelivery, signal: AbortSignal): Promise<void> {
    const now = this.clock.now();
    const { id, url, body, attempts } = delivery;
    const message = { id: `msg_${delivery.eventId}`, seconds: Math.floor(now.getTime() / 1000), body };
    const secrets = this.openSecrets(delivery, now);
    // Unsigned it is not sent: after the service's own key was replaced, its webhooks need new secrets.
    const attempted: Attempted = secrets
      ? await this.sender.post({ url, headers: signMessage(message, secrets), body, signal })
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

  private openSecrets(delivery: ClaimedDelivery, now: Date): string[] | undefined {
    const { webhookId, sealedSecret, previousSealedSecret, previousUntil } = delivery;
    const isPreviousGood = previousSealedSecret !== null && (previousUntil?.getTime() ?? 0) > now.getTime();
    const sealed = isPreviousGood ? [sealedSecret, previousSealedSecret] : [sealedSecret];
    try {
      return sealed.map((one) => this.box.open(one, scopeOf(webhookId)));
    } catch {
      return undefined;
    }
  }
}

/** A word, never what the other side wrote. */
function toProblem(attempted: Attempted): string | null {
  if (attempted.kind === 'unreachable') return attempted.reason;
  return attempted.kind === 'not-allowed' ? 'NOT_PUBLIC' : null;
}
