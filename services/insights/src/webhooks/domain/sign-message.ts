import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A signing secret as it is shown: 32 random bytes. */
export const toSecretText = (bytes: Uint8Array): string => `${PREFIX}${Buffer.from(bytes).toString('base64')}`;

/**
 * Headers of a message by the Standard Webhooks specification: its id, the second it is sent, and one signature a secret
 * (two while a secret is being replaced): `v1,` and HMAC-SHA-256 over `id.timestamp.body`, base64.
 */
export function signMessage(
  message: { readonly id: string; readonly seconds: number; readonly body: string },
  secrets: readonly string[],
): { 'webhook-id': string; 'webhook-timestamp': string; 'webhook-signature': string } {
  const { id, seconds, body } = message;
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signatures.join(' ') };
}
