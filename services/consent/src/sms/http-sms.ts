import type { Sms, TextMessage } from './sms';

const LONGEST_WAIT_MS = 10_000;

/** A gateway that takes `POST { to, text }` and answers 2xx once it has the message. */
export class HttpSms implements Sms {
  constructor(private readonly url: string) {}

  async send({ to, text }: TextMessage): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to, text }),
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the text message gateway answered ${response.status}`);
  }
}
