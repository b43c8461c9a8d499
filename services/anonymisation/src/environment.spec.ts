import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentSchema, readAccuracyEnvironment, readDatabaseUrl, readEnvironment } from './environment';

const example = Object.fromEntries(
  readFileSync(join(__dirname, '..', '.env.example'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

describe('the environment', () => {
  test('of the example is complete and has nothing else', () => {
    expect(readEnvironment(example).PORT).toBe(4103);
    expect(Object.keys(example).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
    expect(readDatabaseUrl(example)).toBe(example['DATABASE_URL']);
  });

  test('names everything that is missing at once', () => {
    expect(() => readEnvironment({ PASSANT_ENV: 'development' })).toThrow(
      /SECRETS_DIR[\s\S]*|HAND_OVER_SEGMENTS[\s\S]*/,
    );
  });

  test('of the accuracy entry point needs a file', () => {
    expect(() => readAccuracyEnvironment(example)).toThrow(/ACCURACY_FILE/);
  });

  test('of the accuracy entry point exists in development only', () => {
    const simulated = { ...example, ACCURACY_FILE: '/tmp/accuracy.json', PASSANT_ENV: 'development' };
    expect(readAccuracyEnvironment(simulated).ACCURACY_FILE).toBe('/tmp/accuracy.json');
    expect(() => readAccuracyEnvironment({ ...simulated, PASSANT_ENV: 'production' })).toThrow(/PASSANT_ENV/);
  });
});
