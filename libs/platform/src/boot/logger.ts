import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger as Pino, pino } from 'pino';
import { toSafeError } from '../errors/safe-error';

const SECRETS = [
  'msisdn',
  'phone',
  'number',
  'pseudonym',
  'matchKey',
  'code',
  'password',
  'secret',
  'clientSecret',
  'token',
  'authorization',
  'cookie',
  'body',
  'query',
  'variables',
];

/** Anything that looks like a phone number; ids are left alone. */
const NUMBER = /(?<![\w-])\+?\d{8,15}(?![\w-])/g;

const scrub = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll(NUMBER, '[number]');
  if (value instanceof Error) return toSafeError(value);
  if (Array.isArray(value)) return value.map(scrub);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isSecret(key, inner) ? '[secret]' : scrub(inner)]),
  );
};

/** `code` of an error is a word of ours; a code of digits is somebody's. */
const isSecret = (key: string, value: unknown): boolean =>
  SECRETS.includes(key) &&
  !(
    key === 'code' &&
    typeof value === 'string' &&
    /^[A-Z][A-Z0-9_]{2,}$|^[0-9][0-9A-Z]{4}$/.test(value) &&
    !/^\d+$/.test(value)
  );

export interface LoggerSettings {
  readonly service: string;
  readonly level: string;
  readonly destination?: DestinationStream;
}

/** One line of JSON an event on stdout: no personal data, no error messages, no addresses. */
export const createLogger = ({ service, level, destination }: LoggerSettings): Pino =>
  pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => scrub(fields) as Record<string, unknown> },
      hooks: {
        logMethod(args, method) {
          const cleaned = args.map((argument) => (typeof argument === 'string' ? scrub(argument) : argument));
          return method.apply(this, cleaned as Parameters<typeof method>);
        },
      },
    },
    ...(destination ? [destination] : []),
  );

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** Nest's `Logger` over pino: `new Logger('Batches').log({ event: 'batch.done', batchId, rows })`. */
export class NestLogger implements LoggerService {
  constructor(private readonly pino: Pino) {}

  log = (message: unknown, ...rest: unknown[]): void => this.write('info', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);

  /** Nest gives the context last. Framework chatter is kept for debugging. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const context = typeof rest.at(-1) === 'string' ? (rest.at(-1) as string) : undefined;
    const quieter = level === 'info' && FRAMEWORK.includes(context ?? '') ? 'debug' : level;
    if (message instanceof Error) this.pino[quieter]({ context, error: toSafeError(message) });
    else if (typeof message === 'object' && message !== null) this.pino[quieter]({ context, ...message });
    else this.pino[quieter]({ context }, String(message));
  }
}

const FRAMEWORK = [
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
  'GraphQLModule',
];
