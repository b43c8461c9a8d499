import { composeServices } from '@apollo/composition';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  parse,
  visit,
} from 'graphql';
import { SERVICES, type ServiceName } from '@passant/contracts';

export interface SubgraphSchema {
  readonly service: ServiceName;
  readonly sdl: string;
}

/** The subgraphs' schemas contradict each other. */
export class CompositionFailed extends Error {
  readonly code = 'COMPOSITION_FAILED';
}

/** The supergraph of these subgraphs. Addresses in it are place-holders: where a service lies is environment. */
export function composeSupergraph(subgraphs: readonly SubgraphSchema[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ service, sdl }) => ({
      name: service,
      url: `http://${service}.invalid/graphql`,
      typeDefs: makeRootNullable(parse(sdl)),
    })),
  );
  if (supergraphSdl === undefined) {
    throw new CompositionFailed((errors ?? []).map(({ message }) => message).join('\n'));
  }
  return supergraphSdl.endsWith('\n') ? supergraphSdl : `${supergraphSdl}\n`;
}

/** Every question may go unanswered: else one service that is down would take the answers of all others with it. */
function makeRootNullable(schema: DocumentNode): DocumentNode {
  const relax = (field: FieldDefinitionNode): FieldDefinitionNode =>
    field.type.kind === Kind.NON_NULL_TYPE ? { ...field, type: field.type.type } : field;
  const relaxFields = (node: ObjectTypeDefinitionNode | ObjectTypeExtensionNode) =>
    node.name.value === 'Query' ? { ...node, fields: node.fields?.map(relax) } : undefined;
  return visit(schema, { [Kind.OBJECT_TYPE_DEFINITION]: relaxFields, [Kind.OBJECT_TYPE_EXTENSION]: relaxFields });
}

/** The committed schemas of all services, in the order of their names. */
export function readSubgraphSchemas(repository: string): Promise<SubgraphSchema[]> {
  return Promise.all(
    [...SERVICES].sort().map(async (service) => ({
      service,
      sdl: await readFile(join(repository, 'services', service, 'schema.graphql'), 'utf8'),
    })),
  );
}
