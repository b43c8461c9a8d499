import 'reflect-metadata';
import { buildSchema, listMutationsWithoutKey } from '@passant/platform';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvers } from './resolvers';

test('every mutation is an act of staff, done once a key', async () => {
  expect(listMutationsWithoutKey(await buildSchema(resolvers))).toEqual([]);
});

test('the committed schema is current', async () => {
  expect(await buildSchema(resolvers)).toBe(readFileSync(join(__dirname, '..', 'schema.graphql'), 'utf8'));
});
