import type { Sms, TextMessage } from './sms';

const LONGEST_WAIT_MS = 10_000;

/** A gateway that takes `POST { to, text }` and answers 2xx once it has the message; a repeat has the same `idempotency-key`. */
export class HttpSms implements Sms {
  constructor(private readonly url: string) {}

  async send({ id, to, text }: TextMessage & { id: string }): Promise<void> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ to, text }),
      signal: AbortSignal.timeout(LONGEST_WAIT_MS),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the text message gateway answered ${response.status}`);
  }
}
