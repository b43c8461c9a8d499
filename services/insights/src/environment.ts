import { commonEnvironment, handOverVariables, parseEnvironment } from '@passant/platform';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

const fields = z.object({
  ...commonEnvironment.shape,
  ...handOverVariables('zone-plans', 'releases', 'exports'),
  /** Own secret store; holds `oauth-signing.pem` (Ed25519, PKCS 8). */
  SECRETS_DIR: z.string().refine(isAbsolute, 'must be an absolute path'),
  /** Where the gateway is seen from outside: the issuer of partner tokens is `<PUBLIC_URL>/oauth2`. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
  /** Whether sinks and webhooks may lie on this machine, also without TLS: for trying out. */
  OUTGOING_LOOPBACK: z
    .enum(['true', 'false'])
    .default('false')
    .transform((given) => given === 'true'),
  /** Certificate authorities (PEM) that are trusted for sinks and webhooks beside the public ones. */
  OUTGOING_CA_FILE: z.string().refine(isAbsolute, 'must be an absolute path').optional(),
});
export const environmentSchema = fields.refine(
  ({ PASSANT_ENV, OUTGOING_LOOPBACK }) => PASSANT_ENV === 'development' || !OUTGOING_LOOPBACK,
  { path: ['OUTGOING_LOOPBACK'], message: 'is for development only' },
);
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

/** @throws EnvironmentInvalid with every problem at once */
export const readEnvironment = (source: NodeJS.ProcessEnv = process.env): Environment =>
  parseEnvironment(environmentSchema, source);

/** What migrating needs, and no more. */
export const readDatabaseUrl = (source: NodeJS.ProcessEnv = process.env): string =>
  parseEnvironment(fields.pick({ DATABASE_URL: true }), source).DATABASE_URL;
