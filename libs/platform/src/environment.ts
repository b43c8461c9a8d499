import { isAbsolute } from 'node:path';
import type { HandOver } from '@passant/contracts';
import { z } from 'zod';

/** Lists every problem of the environment at once: names, never values. */
export class EnvironmentInvalid extends Error {
  override readonly name = 'EnvironmentInvalid';

  constructor(readonly problems: readonly string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

const absolutePath = z.string().refine(isAbsolute, 'must be an absolute path');
const url = (...protocols: string[]) =>
  z.string().refine((value) => isUrl(value, protocols), `must be a URL that starts with ${protocols.join(' or ')}//`);

/** What every service needs. A service's own schema is `z.object({ ...commonEnvironment.shape, ... })`. */
export const commonEnvironment = z.object({
  PASSANT_ENV: z.enum(['development', 'production']),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  DATABASE_URL: url('postgres:', 'postgresql:'),
  REDIS_URL: url('redis:', 'rediss:'),
  /** SPKI PEM of the gateway's Ed25519 key. */
  GATEWAY_PUBLIC_KEY_FILE: absolutePath,
  /** Own secret store; holds `audit-signing.pem` (Ed25519, PKCS 8), which development makes. */
  SECRETS_DIR: absolutePath,
  /** Where checkpoints of the audit log are written: outside the database and its backups. */
  AUDIT_DIR: absolutePath,
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Moves the domain clock; refused in production. */
  CLOCK_OFFSET_SECONDS: z.coerce.number().int().default(0),
});
export type CommonEnvironment = Readonly<z.infer<typeof commonEnvironment>>;

/** The settings of engine sessions. */
export const engineEnvironment = {
  SCRATCH_DIR: absolutePath,
  ENGINE_MAX_MEMORY_MB: z.coerce.number().int().min(100).default(3000),
  ENGINE_THREADS: z.coerce.number().int().min(1).max(256).default(2),
};

type HandOverVariable<Name extends string> = `HAND_OVER_${Uppercase<Dashless<Name>>}`;
type Dashless<Name extends string> = Name extends `${infer Head}-${infer Tail}` ? `${Head}_${Dashless<Tail>}` : Name;

/** `stop-lists-ingestion` is `HAND_OVER_STOP_LISTS_INGESTION`. */
export const handOverVariable = (handOver: HandOver): string =>
  `HAND_OVER_${handOver.toUpperCase().replaceAll('-', '_')}`;

/** The folders of the hand-overs that a service gives or takes: one absolute path each. */
export const handOverVariables = <const Names extends HandOver[]>(
  ...names: Names
): { [Name in Names[number] as HandOverVariable<Name>]: z.ZodType<string> } =>
  Object.fromEntries(names.map((name) => [handOverVariable(name), absolutePath])) as never;

/**
 * Reads the environment once. An empty variable counts as missing.
 *
 * @throws EnvironmentInvalid with every problem at once
 */
export function parseEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  source: NodeJS.ProcessEnv = process.env,
): Readonly<z.infer<Schema>> {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  const problems = [...(parsed.error?.issues ?? []).map(toProblem), ...findDevelopmentOnly(given)];
  if (!parsed.success || problems.length > 0) throw new EnvironmentInvalid(problems);
  return Object.freeze(parsed.data) as Readonly<z.infer<Schema>>;
}

/** What would be dangerous outside development. */
function findDevelopmentOnly(given: Record<string, string | undefined>): string[] {
  if (given['PASSANT_ENV'] === 'development') return [];
  return Number(given['CLOCK_OFFSET_SECONDS'] ?? 0) === 0 ? [] : ['CLOCK_OFFSET_SECONDS: only allowed in development'];
}

function toProblem(issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.') || 'environment';
  const missing = issue.code === 'invalid_type' && issue.input === undefined && /undefined|NaN/.test(issue.message);
  return `${name}: ${missing ? 'is missing' : withoutValue(issue)}`;
}

/** zod's message where it cannot quote the value. */
function withoutValue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`;
  if (issue.code === 'too_small') return `must be at least ${issue.minimum}`;
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`;
  if (issue.code === 'invalid_type') return `must be a ${issue.expected}`;
  return 'has the wrong form';
}

function isUrl(value: string, protocols: readonly string[]): boolean {
  try {
    return protocols.includes(new URL(value).protocol);
  } catch {
    return false;
  }
}
