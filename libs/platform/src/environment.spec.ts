import { z } from 'zod';
import {
  commonEnvironment,
  engineEnvironment,
  EnvironmentInvalid,
  handOverVariables,
  parseEnvironment,
} from './environment';

const schema = z.object({ ...commonEnvironment.shape, ...handOverVariables('stop-lists-ingestion', 'panels') });
const good = {
  PASSANT_ENV: 'production',
  PORT: '4001',
  DATABASE_URL: 'postgres://consent:hunter2@127.0.0.1/consent',
  REDIS_URL: 'redis://127.0.0.1:6379',
  GATEWAY_PUBLIC_KEY_FILE: '/keys/gateway.pem',
  SECRETS_DIR: '/secrets',
  AUDIT_DIR: '/audit',
  HAND_OVER_STOP_LISTS_INGESTION: '/objects/stop-lists-ingestion',
  HAND_OVER_PANELS: '/objects/panels',
};

const problemsOf = (source: Record<string, string>): readonly string[] => {
  try {
    parseEnvironment(schema, source);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentInvalid);
    return (error as EnvironmentInvalid).problems;
  }
};

describe('the environment', () => {
  it('is parsed, completed with defaults, and frozen', () => {
    const environment = parseEnvironment(schema, good);
    expect(environment).toMatchObject({ PORT: 4001, HOST: '127.0.0.1', LOG_LEVEL: 'info', CLOCK_OFFSET_SECONDS: 0 });
    expect(environment.HAND_OVER_PANELS).toBe('/objects/panels');
    expect(Object.isFrozen(environment)).toBe(true);
  });

  it('reports every problem at once', () => {
    expect(problemsOf({}).map((problem) => problem.split(':')[0])).toEqual([
      'PASSANT_ENV',
      'PORT',
      'DATABASE_URL',
      'REDIS_URL',
      'GATEWAY_PUBLIC_KEY_FILE',
      'SECRETS_DIR',
      'AUDIT_DIR',
      'HAND_OVER_STOP_LISTS_INGESTION',
      'HAND_OVER_PANELS',
    ]);
  });

  it('names variables, never values', () => {
    const bad = {
      PASSANT_ENV: 'sekret-a',
      PORT: 'sekret-b',
      DATABASE_URL: 'sekret-c',
      REDIS_URL: 'mysql://sekret-d',
      GATEWAY_PUBLIC_KEY_FILE: 'sekret-e',
      LOG_LEVEL: 'sekret-f',
      CLOCK_OFFSET_SECONDS: 'sekret-g',
      HAND_OVER_STOP_LISTS_INGESTION: './sekret-h',
    };
    const text = problemsOf(bad).join('\n');
    expect(problemsOf(bad).length).toBeGreaterThanOrEqual(9);
    expect(text).not.toContain('sekret');
    expect(text).toContain('HAND_OVER_STOP_LISTS_INGESTION: must be an absolute path');
  });

  it('treats an empty variable as missing', () => {
    expect(problemsOf({ ...good, REDIS_URL: '' })).toEqual(['REDIS_URL: is missing']);
  });

  it.each(['3600', '-1', 'NaN'])('refuses a moved clock (%s) outside development', (CLOCK_OFFSET_SECONDS) => {
    const moved = { ...good, CLOCK_OFFSET_SECONDS };
    expect(problemsOf(moved)).toContain('CLOCK_OFFSET_SECONDS: only allowed in development');
    expect(problemsOf({ ...moved, REDIS_URL: '' })).toContain('CLOCK_OFFSET_SECONDS: only allowed in development');
  });

  it('lets the clock be moved in development', () => {
    expect(problemsOf({ ...good, PASSANT_ENV: 'development', CLOCK_OFFSET_SECONDS: '3600' })).toEqual([]);
  });

  it('has defaults for the engine', () => {
    const environment = parseEnvironment(z.object(engineEnvironment), { SCRATCH_DIR: '/scratch' });
    expect(environment).toEqual({ SCRATCH_DIR: '/scratch', ENGINE_MAX_MEMORY_MB: 3000, ENGINE_THREADS: 2 });
  });
});
