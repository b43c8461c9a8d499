import { commonEnvironment, handOverVariables, parseEnvironment } from '@passant/platform';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

export const environmentSchema = z.object({
  ...commonEnvironment.shape,
  ...handOverVariables('zone-plans', 'releases', 'stops'),
  /** Own secret store; holds `oauth-signing.pem` (Ed25519, PKCS 8). */
  SECRETS_DIR: z.string().refine(isAbsolute, 'must be an absolute path'),
  /** Where the gateway is seen from outside: the issuer of partner tokens is `<PUBLIC_URL>/oauth2`. */
  PUBLIC_URL: z.url().transform((url) => url.replace(/\/+$/, '')),
});
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

/** @throws EnvironmentInvalid with every problem at once */
export const readEnvironment = (source: NodeJS.ProcessEnv = process.env): Environment =>
  parseEnvironment(environmentSchema, source);

/** What migrating needs, and no more. */
export const readDatabaseUrl = (source: NodeJS.ProcessEnv = process.env): string =>
  parseEnvironment(environmentSchema.pick({ DATABASE_URL: true }), source).DATABASE_URL;
