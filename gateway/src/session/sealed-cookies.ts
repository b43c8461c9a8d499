import { EncryptJWT, jwtDecrypt } from 'jose';
import { z } from 'zod';
import { actorSchema } from '@passant/contracts';

/** A log-in as the browser carries it: who it is (until when the provider said so), and how to ask the provider again. */
export const sessionSchema = z.object({
  actor: actorSchema,
  actorUntil: z.number(),
  startedAt: z.number(),
  seenAt: z.number(),
  refreshToken: z.string().optional(),
});
export type Session = z.infer<typeof sessionSchema>;

/** The first half of a log-in. */
export const begunSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  to: z.string(),
});
export type Begun = z.infer<typeof begunSchema>;

const SCHEMAS = { session: sessionSchema, 'log-in': begunSchema };
type Kind = keyof typeof SCHEMAS;
type Content<K extends Kind> = z.infer<(typeof SCHEMAS)[K]>;

/** Cookies that only this gateway can read and write (JWE, `dir` with A256GCM): what they hold is kept nowhere else. */
export class SealedCookies {
  /** @param key 32 bytes */
  constructor(private readonly key: Uint8Array) {}

  seal<K extends Kind>(kind: K, content: Content<K>, { until }: { until: number }): Promise<string> {
    return new EncryptJWT({ content })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setAudience(kind)
      .setExpirationTime(until)
      .encrypt(this.key);
  }

  /** What was sealed as this kind, unless it is over or somebody changed it. */
  async open<K extends Kind>(kind: K, sealed: string | undefined): Promise<Content<K> | undefined> {
    if (sealed === undefined) return undefined;
    try {
      const options = { audience: kind, keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };
      const { payload } = await jwtDecrypt(sealed, this.key, { ...options, requiredClaims: ['exp'] });
      return SCHEMAS[kind].parse(payload['content']) as Content<K>;
    } catch {
      return undefined;
    }
  }
}
