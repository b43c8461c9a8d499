import { commonEnvironment, engineEnvironment, handOverVariables, parseEnvironment } from '@passant/platform';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

const absolutePath = z.string().refine(isAbsolute, 'must be an absolute path');

export const environmentSchema = z.object({
  ...commonEnvironment.shape,
  ...engineEnvironment,
  ...handOverVariables('panels', 'stop-lists-ingestion', 'stop-lists-anonymisation', 'zone-plans', 'stops'),
  /** Own secret store: master key and the keys wrapped by it. Created on the first boot in development only. */
  SECRETS_DIR: absolutePath,
  /** One file a key-encryption key of a day: outside the database and outside its backups. Made on the first boot in development only. */
  KEY_STORE_DIR: absolutePath,
  /** The withdrawal journal: outside the database, inside a backup of its own. */
  JOURNAL_FILE: absolutePath,
  /** Raw X25519 keys, base64: who panels and stop lists are sealed to. */
  INGESTION_PUBLIC_KEY_FILE: absolutePath,
  ANONYMISATION_PUBLIC_KEY_FILE: absolutePath,
  /** Where people reach the gateway; named in the text message. */
  PUBLIC_URL: z.url(),
  /** Who answers for what, as people are told: names with an address. */
  CONTROLLER_NAME: z.string().min(1).max(200),
  SELLER_NAME: z.string().min(1).max(200),
  PROCESSOR_NAME: z.string().min(1).max(200),
  /** How the privacy officer is reached: an address or e-mail. */
  PRIVACY_CONTACT: z.string().min(1).max(200),
  /** Takes `POST {to, text}`; without it messages lie in the development inbox. */
  SMS_GATEWAY_URL: z.url().optional(),
});
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

/** @throws EnvironmentInvalid */
export const readEnvironment = (source?: NodeJS.ProcessEnv): Environment =>
  parseEnvironment(
    environmentSchema.refine(
      ({ PASSANT_ENV, SMS_GATEWAY_URL }) => PASSANT_ENV === 'development' || SMS_GATEWAY_URL !== undefined,
      { path: ['SMS_GATEWAY_URL'], message: 'is missing: the inbox exists in development only' },
    ),
    source,
  );

/** All that migrating needs. @throws EnvironmentInvalid */
export const readDatabaseUrl = (source?: NodeJS.ProcessEnv): string =>
  parseEnvironment(commonEnvironment.pick({ DATABASE_URL: true }), source).DATABASE_URL;

/** Where the secret store is. @throws EnvironmentInvalid */
export const readSecretsDirectory = (source?: NodeJS.ProcessEnv): string =>
  parseEnvironment(environmentSchema.pick({ SECRETS_DIR: true }), source).SECRETS_DIR;
