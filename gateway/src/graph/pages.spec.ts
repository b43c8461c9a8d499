import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Supergraph } from '@apollo/federation-internals';
import { Kind, type OperationDefinitionNode, parse, separateOperations, validate } from 'graphql';
import { LIMITS, limitRules } from './limits';
import { countPoints, readCosts } from './operation-cost';

const root = join(__dirname, '..', '..', '..');
const supergraph = readFileSync(join(root, 'gateway', 'supergraph.graphql'), 'utf8');
const schema = Supergraph.build(supergraph).apiSchema().toGraphQLJSSchema();

describe.each(['explore', 'console'])('what the page %s asks', (page) => {
  const file = join(root, 'services', 'insights', 'web', 'src', page, 'operations.graphql');
  const operations = Object.entries(separateOperations(parse(readFileSync(file, 'utf8'))));

  test.each(operations)('%s is inside the limits of the graph', (_name, document) => {
    expect(validate(schema, document, limitRules)).toEqual([]);
    const isOperation = ({ kind }: { kind: string }) => kind === Kind.OPERATION_DEFINITION;
    const operation = document.definitions.find(isOperation) as OperationDefinitionNode;
    const points = countPoints(schema, readCosts(supergraph), { document, operation, variables: {} });
    expect(points).toBeLessThanOrEqual(LIMITS.costPoints);
  });
});
