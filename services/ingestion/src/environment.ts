import { isAbsolute } from 'node:path';
import { commonEnvironment, engineEnvironment, handOverVariables, parseEnvironment } from '@passant/platform';
import { z } from 'zod';

const absolutePath = z.string().refine(isAbsolute, 'must be an absolute path');

export const environmentSchema = z.object({
  ...commonEnvironment.shape,
  ...engineEnvironment,
  ...handOverVariables('uploads', 'panels', 'stop-lists-ingestion', 'segments', 'zone-plans', 'footprints', 'stops'),
  /** Holds `seal.private`: what opens uploads, panels and stop lists. */
  SECRETS_DIR: absolutePath,
  /** What segments and manifests are sealed to. */
  ANONYMISATION_PUBLIC_KEY_FILE: absolutePath,
});
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

/** @throws EnvironmentInvalid */
export const readEnvironment = (): Environment => parseEnvironment(environmentSchema);

/** Migrating needs the database only. @throws EnvironmentInvalid */
export const readMigrationEnvironment = (): Pick<Environment, 'DATABASE_URL'> =>
  parseEnvironment(commonEnvironment.pick({ DATABASE_URL: true }));
