import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, listMutationsWithoutKey, listUnprotected } from '@passant/platform';
import { RESOLVERS } from './app.module';
import { UploadsController } from './batches/uploads.controller';
import { NetworkFilesController } from './zone-plans/network-files.controller';

describe('the subgraph', () => {
  it('is committed as it is built (npx nx run ingestion:schema writes it)', async () => {
    expect(await buildSchema(RESOLVERS)).toBe(readFileSync(join(__dirname, '../schema.graphql'), 'utf8'));
  });

  it('has mutations that are acts of staff, done once a key', async () => {
    expect(listMutationsWithoutKey(await buildSchema(RESOLVERS))).toEqual([]);
  });

  it('has a policy on every entrance', () => {
    expect(listUnprotected([...RESOLVERS, UploadsController, NetworkFilesController])).toEqual([]);
  });
});
