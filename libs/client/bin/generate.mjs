// Writes src/generated/graph.ts: the types and documents of operations.graphql, against the gateway's API schema. With
// `--check` it writes nothing and ends with 1 where the file is not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import internals from '@apollo/federation-internals';
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse, print, printSchema, stripIgnoredCharacters } from 'graphql';
import prettier from 'prettier';

const folder = join(import.meta.dirname, '..');
const file = join(folder, 'src', 'generated', 'graph.ts');
const root = join(folder, '..', '..');

const supergraph = readFileSync(join(root, 'gateway', 'supergraph.graphql'), 'utf8');
const api = internals.Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();
const document = parse(readFileSync(join(folder, 'operations.graphql'), 'utf8'));

/** Documents as text: the client prints nothing and needs no GraphQL library. */
const documents = {
  plugin: () => ({
    prepend: [],
    content: document.definitions
      .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
      .map((operation) => {
        const name = operation.name.value;
        const type = name[0].toUpperCase() + name.slice(1);
        const text = stripIgnoredCharacters(print(operation));
        return `export const ${name}Document: Document<${type}Query, ${type}QueryVariables> = { text: ${JSON.stringify(text)} };`;
      })
      .join('\n\n'),
  }),
};
const header = {
  plugin: () =>
    `/** A query as text, with what it answers and takes. */\nexport interface Document<Answer, Variables> {\n  readonly text: string;\n  readonly answer?: (answer: Answer, variables: Variables) => void;\n}\n`,
};

const config = {
  immutableTypes: true,
  skipTypename: true,
  strictScalars: true,
  defaultScalarType: 'unknown',
  scalars: { DateTime: 'string' },
};
const generated = await codegen({
  filename: file,
  schema: parse(printSchema(api)),
  schemaAst: api,
  documents: [{ location: 'operations.graphql', document }],
  config,
  plugins: [{ header: {} }, { operations: {} }, { documents: {} }],
  pluginMap: { header, operations, documents },
});
const options = await prettier.resolveConfig(file);
const text = await prettier.format(`// Written by \`npx nx run client:generate\`. Not by hand.\n${generated}`, {
  ...options,
  parser: 'typescript',
});
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    process.stderr.write('src/generated/graph.ts is not current: run npx nx run client:generate.\n');
    process.exitCode = 1;
  }
} else writeFileSync(file, text);
