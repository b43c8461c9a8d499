import type { Environment } from '../environment';
import type { Sms, TextMessage } from './sms';

const KEPT = 50;

export interface ReceivedMessage extends TextMessage {
  readonly receivedAt: Date;
}

/** Keeps the last messages in memory, for `/dev/inbox`. Refuses to exist outside development. */
export class DevelopmentInbox implements Sms {
  private messages: ReceivedMessage[] = [];

  constructor(environment: Environment['PASSANT_ENV']) {
    if (environment !== 'development') throw new Error('the inbox exists in development only');
  }

  async send({ to, text }: TextMessage): Promise<void> {
    const message = { to, text };
    this.messages = [{ ...message, receivedAt: new Date() }, ...this.messages].slice(0, KEPT);
  }

  /** Newest first. */
  get last(): readonly ReceivedMessage[] {
    return this.messages;
  }
}
