import 'reflect-metadata';
import { buildSchema } from '@passant/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvers } from './resolvers';

test('the committed schema is current', async () => {
  expect(await buildSchema(resolvers)).toBe(readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8'));
});
