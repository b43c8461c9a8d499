import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CompositionFailed, composeSupergraph, readSubgraphSchemas } from './supergraph/compose-supergraph';
import { supergraphFile } from './supergraph/supergraph-file';

/** `npx nx run gateway:compose`: writes `gateway/supergraph.graphql` from the services' committed schemas. */
async function compose(): Promise<void> {
  const repository = resolve(__dirname, '../..');
  await writeFile(supergraphFile, composeSupergraph(await readSubgraphSchemas(repository)));
  console.log(`composed ${join('gateway', 'supergraph.graphql')}`);
}

compose().catch((error: unknown) => {
  console.error(error instanceof CompositionFailed ? `The supergraph does not compose:\n${error.message}` : error);
  process.exitCode = 1;
});
