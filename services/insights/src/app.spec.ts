import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, listUnprotected } from '@passant/platform';
import { environmentSchema, readDatabaseUrl, readEnvironment } from './environment';
import { DownloadsController } from './exports/downloads.controller';
import { InvoicePagesController } from './invoices/invoice-pages.controller';
import { OauthController } from './oauth/oauth.controller';
import { RegistrationController } from './oauth/registration.controller';
import { DensityController } from './camara/density.controller';
import { PagesController } from './pages/pages.controller';
import { resolvers } from './resolvers';

const folder = join(__dirname, '..');

/** `NAME=value` lines. */
function readExample(): Record<string, string> {
  const lines = readFileSync(join(folder, '.env.example'), 'utf8').split('\n');
  return Object.fromEntries(lines.filter((line) => /^[A-Z]/.test(line)).map((line) => line.split(/=(.*)/s, 2)));
}

describe('insights', () => {
  it('has a policy on every resolver method and route', () => {
    const controllers = [
      OauthController,
      RegistrationController,
      InvoicePagesController,
      DownloadsController,
      DensityController,
      PagesController,
    ];
    expect(listUnprotected([...resolvers, ...controllers])).toEqual([]);
  });

  it('has its schema committed as the code says it', async () => {
    expect(await buildSchema(resolvers)).toBe(readFileSync(join(folder, 'schema.graphql'), 'utf8'));
  });
});

describe('the environment', () => {
  it('is as in .env.example, every variable of it', () => {
    const example = readExample();
    expect(readEnvironment(example)).toMatchObject({ PORT: 4104, PUBLIC_URL: 'http://127.0.0.1:4000' });
    expect(Object.keys(example).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
  });

  it('lists everything that is missing, and no value', () => {
    expect(() => readEnvironment({ PUBLIC_URL: 'not-a-url-secret' })).toThrow(
      /PUBLIC_URL[^]*SECRETS_DIR|SECRETS_DIR[^]*PUBLIC_URL/,
    );
    expect(() => readEnvironment({ PUBLIC_URL: 'not-a-url-secret' })).not.toThrow(/not-a-url-secret/);
  });

  it('needs only a database to migrate', () => {
    expect(readDatabaseUrl({ DATABASE_URL: 'postgres://a@b/c' })).toBe('postgres://a@b/c');
  });

  it('names an issuer without a slash at its end', () => {
    expect(readEnvironment({ ...readExample(), PUBLIC_URL: 'https://passant.example/' }).PUBLIC_URL).toBe(
      'https://passant.example',
    );
  });
});
