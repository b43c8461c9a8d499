// Writes src/<page>/generated/graph.ts: types and documents of each page's operations.graphql, against the gateway's API
// schema. With `--check` it writes nothing and ends with 1 where a file is not current.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import internals from '@apollo/federation-internals';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse, print, printSchema, stripIgnoredCharacters, visit } from 'graphql';
import prettier from 'prettier';

const folder = join(import.meta.dirname, '..');
const supergraph = readFileSync(join(folder, '..', '..', '..', 'gateway', 'supergraph.graphql'), 'utf8');
const api = internals.Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();
const config = {
  immutableTypes: true,
  skipTypename: true,
  strictScalars: true,
  defaultScalarType: 'unknown',
  scalars: { DateTime: 'string' },
};

/** An operation with the fragments that it uses, as text: pages print nothing and need no GraphQL library. */
function textOf(document, operation) {
  const fragments = new Map(
    document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).map((one) => [one.name.value, one]),
  );
  const used = new Set();
  const follow = (node) =>
    visit(node, {
      FragmentSpread: ({ name }) => {
        if (used.has(name.value)) return;
        used.add(name.value);
        follow(fragments.get(name.value));
      },
    });
  follow(operation);
  return [operation, ...[...used].map((name) => fragments.get(name))].map(print).join('\n');
}

for (const page of ['explore', 'console']) {
  const source = join(folder, 'src', page, 'operations.graphql');
  const file = join(folder, 'src', page, 'generated', 'graph.ts');
  const document = parse(readFileSync(source, 'utf8'));
  const asked = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const documents = {
    plugin: () => ({
      prepend: ["import type { Document } from '../../shared/graph/document';"],
      content: asked
        .map((operation) => {
          const { value: name } = operation.name;
          const type = `${name[0].toUpperCase()}${name.slice(1)}${operation.operation === 'query' ? 'Query' : 'Mutation'}`;
          const text = JSON.stringify(stripIgnoredCharacters(textOf(document, operation)));
          return `export const ${name}Document: Document<${type}, ${type}Variables> = { name: '${name}', text: ${text} };`;
        })
        .join('\n\n'),
    }),
  };
  const generated = await codegen({
    filename: file,
    schema: parse(printSchema(api)),
    schemaAst: api,
    documents: [{ location: source, document }],
    config,
    plugins: [{ operations: {} }, { documents: {} }],
    pluginMap: { operations, documents },
  });
  const options = await prettier.resolveConfig(file);
  const text = await prettier.format(`// Written by \`npx nx run web:generate\`. Not by hand.\n${generated}`, {
    ...options,
    parser: 'typescript',
  });
  if (process.argv.includes('--check')) {
    if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
      process.stderr.write(`${file} is not current: run npx nx run web:generate.\n`);
      process.exitCode = 1;
    }
  } else {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
