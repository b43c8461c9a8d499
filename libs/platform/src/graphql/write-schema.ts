import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { type DefinitionNode, type DocumentNode, Kind, parse, print } from 'graphql';
import { FEDERATION, listObjectTypes } from './federation';

/** The subgraph's SDL with its federation directives, sorted, ready for composition. Needs neither database nor queue. */
export async function buildSchema(resolvers: readonly Type[]): Promise<string> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await context.get(GraphQLSchemaFactory).create([...resolvers], { orphanedTypes: listObjectTypes() });
    const directives = FEDERATION.directives.map((directive) => `"${directive}"`).join(', ');
    const link = `extend schema @link(url: "${FEDERATION.importUrl}", import: [${directives}])`;
    return `${print(sortDocument(parse(`${link}\n${printSchemaWithDirectives(schema)}`)))}\n`;
  } finally {
    await context.close();
  }
}

/** Writes `schema.graphql`, which is committed; a test of each service compares. */
export async function writeSchema(resolvers: readonly Type[], file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, await buildSchema(resolvers));
}

function sortDocument(document: DocumentNode): DocumentNode {
  const kept = document.definitions.filter((definition) => definition.kind !== Kind.SCHEMA_DEFINITION);
  return { ...document, definitions: kept.map(sortDefinition).sort(byName) };
}

const nameOf = (node: object): string =>
  'name' in node && typeof node.name === 'object' && node.name !== null && 'value' in node.name
    ? String(node.name.value)
    : '';

const byName = (one: object, other: object): number =>
  nameOf(one) < nameOf(other) ? -1 : nameOf(one) > nameOf(other) ? 1 : 0;

const sorted = <T extends object>(nodes: readonly T[] | undefined): readonly T[] => [...(nodes ?? [])].sort(byName);

function sortDefinition(definition: DefinitionNode): DefinitionNode {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = sorted(definition.fields).map((field) => ({ ...field, arguments: sorted(field.arguments) }));
      return { ...definition, fields };
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return { ...definition, fields: sorted(definition.fields) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...definition, values: sorted(definition.values) };
    default:
      return definition;
  }
}
