import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { toSafeError } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import { decrypt, encrypt } from '../secrets/seal';
import { SECRETS, type Secrets } from '../secrets/secrets';
import { SMS, type Sms, type TextMessage } from './sms';
import { type MessageSubject, TextMessagesRepository, type WaitingMessage } from './text-messages.repository';

const AT_ONCE = 20;
export const DAY_SECONDS = 24 * 3600;

export interface MessageSettings extends MessageSubject {
  /** After this it helps nobody any more and is not sent. */
  readonly lifeSeconds: number;
  /** Kept and dropped like any other, and sent to nobody: so that nothing tells a number that is ours from another. */
  readonly isSentToNobody?: boolean;
}

/**
 * Text messages, sent at least once: each is a row (sealed) of the transaction that asks for it and goes once the gateway took it. The
 * gateway gets the row's id, by which it knows a repeat. Numbers and texts are in no job and no log.
 */
@Injectable()
export class TextMessagesService implements OnApplicationShutdown {
  private readonly logger = new Logger('TextMessages');
  private relaying: Promise<void> | undefined;
  private hasMore = false;

  constructor(
    private readonly repository: TextMessagesRepository,
    private readonly transactions: Transactions,
    @Inject(SMS) private readonly sms: Sms,
    @Inject(SECRETS) private readonly secrets: Pick<Secrets, 'text-message'>,
  ) {}

  /** In the transaction of what it tells of. Call {@link ring} once that is committed; a sweeper does what is left. */
  async add(transaction: Transaction, message: TextMessage, settings: MessageSettings): Promise<void> {
    const id = randomUUID();
    const { isSentToNobody = false, ...rest } = settings;
    const messageSealed = encrypt(this.secrets['text-message'], Buffer.from(JSON.stringify(message)), id);
    await this.repository.add(transaction, { ...rest, id, messageSealed, isSentToNobody });
  }

  /** Adds one by itself and sends it soon; it is kept for a day. */
  async send(message: TextMessage, subject: MessageSubject): Promise<void> {
    const settings = { ...subject, lifeSeconds: DAY_SECONDS };
    await this.transactions.run((transaction) => this.add(transaction, message, settings));
    this.ring();
  }

  /** Sends what waits, after whoever calls has gone on: how long a gateway takes, and even to begin, tells nobody anything. */
  ring(): void {
    this.hasMore = true;
    this.relaying ??= this.transactions.outside(() => this.relayNext());
  }

  /** Sends what is due, and forgets what is too old. */
  async relay(): Promise<void> {
    this.ring();
    await this.relaying;
    const expired = await this.repository.removeExpired();
    if (expired > 0) this.logger.error({ event: 'text-messages.expired', count: expired });
  }

  /** Messages under way are given to the gateway before the process ends. */
  async onApplicationShutdown(): Promise<void> {
    await this.relaying;
  }

  private relayNext(): Promise<void> {
    return setImmediate()
      .then(() => this.relayWhileAsked())
      .catch((error: unknown) => this.logger.error({ event: 'text-messages.failed', error: toSafeError(error) }))
      .finally(() => {
        this.relaying = undefined;
        if (this.hasMore) this.ring();
      });
  }

  private async relayWhileAsked(): Promise<void> {
    while (this.hasMore) {
      this.hasMore = false;
      const due = await this.repository.claimDue(AT_ONCE);
      const settled = await Promise.all(due.map((message) => this.deliver(message)));
      await this.repository.remove(due.filter((_, index) => settled[index]).map(({ id }) => id));
      this.hasMore ||= due.length === AT_ONCE;
    }
  }

  private async deliver({ id, messageSealed, isSentToNobody, attempts }: WaitingMessage): Promise<boolean> {
    if (isSentToNobody) return true;
    const message = JSON.parse(decrypt(this.secrets['text-message'], messageSealed, id).toString()) as TextMessage;
    return this.sms.send({ ...message, id }).then(
      () => true,
      () => {
        this.logger.error({ event: 'text-message.failed', attempts });
        return false;
      },
    );
  }
}
