import { commonEnvironment, engineEnvironment, handOverVariables, parseEnvironment } from '@passant/platform';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

const absolutePath = z.string().refine(isAbsolute, 'must be an absolute path');

export const environmentSchema = z.object({
  ...commonEnvironment.shape,
  ...engineEnvironment,
  ...handOverVariables(
    'zone-plans',
    'footprints',
    'stop-lists-anonymisation',
    'segments',
    'return-visits',
    'releases',
    'stops',
  ),
  /**
   * Own secret store; holds `seal.private`, to which segments, manifests and stop lists are sealed, and `return-visits.private`,
   * to which this service seals zone-day marks.
   */
  SECRETS_DIR: absolutePath,
  /** Which build this is (a commit, a tag): stands in every release. */
  CODE_VERSION: z.string().min(1).max(80).default('unversioned'),
});
export type Environment = Readonly<z.infer<typeof environmentSchema>>;

const accuracySchema = z.object({
  ...environmentSchema.shape,
  /** Where the totals `{ figures, covered95 }` are written. */
  ACCURACY_FILE: absolutePath,
});
export type AccuracyEnvironment = Readonly<z.infer<typeof accuracySchema>>;

/** @throws EnvironmentInvalid with every problem at once */
export const readEnvironment = (source: NodeJS.ProcessEnv = process.env): Environment =>
  parseEnvironment(environmentSchema, source);

/** For the entry point that compares exact and noisy counts: simulated people, so development only. @throws EnvironmentInvalid */
export const readAccuracyEnvironment = (source: NodeJS.ProcessEnv = process.env): AccuracyEnvironment =>
  parseEnvironment(
    accuracySchema.refine(({ PASSANT_ENV }) => PASSANT_ENV === 'development', {
      path: ['PASSANT_ENV'],
      message: 'must be development: exact counts are compared for simulated people only',
    }),
    source,
  );

/** What migrating needs, and no more. */
export const readDatabaseUrl = (source: NodeJS.ProcessEnv = process.env): string =>
  parseEnvironment(environmentSchema.pick({ DATABASE_URL: true }), source).DATABASE_URL;
