import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CompositionFailed, composeSupergraph, readSubgraphSchemas } from './supergraph/compose-supergraph';
import { listBreakingChanges } from './supergraph/list-breaking-changes';
import { supergraphFile } from './supergraph/supergraph-file';

/**
 * `npx nx run gateway:compose`: writes `gateway/supergraph.graphql` from the services' committed schemas. What would break programs of partners
 * it names and does not write, unless told `-- --breaking`.
 */
async function compose(): Promise<void> {
  const repository = resolve(__dirname, '../..');
  const composed = composeSupergraph(await readSubgraphSchemas(repository));
  const breaking = listBreakingChanges(await readFile(supergraphFile, 'utf8'), composed);
  if (breaking.length > 0 && !process.argv.includes('--breaking')) throw new PartnersWouldBreak(breaking);
  await writeFile(supergraphFile, composed);
  console.log(`composed ${join('gateway', 'supergraph.graphql')}`);
}

class PartnersWouldBreak extends Error {
  constructor(changes: readonly string[]) {
    const listed = changes.map((change) => `  ${change}`).join('\n');
    super(`Programs of partners would break:\n${listed}\nNothing is written. Where that is meant, add -- --breaking.`);
  }
}

compose().catch((error: unknown) => {
  if (error instanceof CompositionFailed) console.error(`The supergraph does not compose:\n${error.message}`);
  else console.error(error instanceof PartnersWouldBreak ? error.message : error);
  process.exitCode = 1;
});
