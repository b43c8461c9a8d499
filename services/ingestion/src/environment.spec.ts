import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentInvalid, parseEnvironment } from '@passant/platform';
import { environmentSchema } from './environment';

const EXAMPLE = Object.fromEntries(
  readFileSync(join(__dirname, '../.env.example'), 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);

describe('the environment', () => {
  it('is what .env.example says, variable for variable', () => {
    expect(parseEnvironment(environmentSchema, EXAMPLE)).toMatchObject({
      ENGINE_MAX_MEMORY_MB: 3000,
      ENGINE_THREADS: 2,
    });
    expect(Object.keys(EXAMPLE).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('names every missing variable at once', () => {
    const incomplete = { ...EXAMPLE, SECRETS_DIR: '', HAND_OVER_PANELS: '' };
    const parse = (): unknown => parseEnvironment(environmentSchema, incomplete);
    expect(parse).toThrow(EnvironmentInvalid);
    expect(parse).toThrow(/SECRETS_DIR[\s\S]*HAND_OVER_PANELS/);
  });
});
