import { buildSchema as buildSupergraph, Supergraph } from '@apollo/federation-internals';
import { readFileSync } from 'node:fs';
import { type GraphQLSchema, isObjectType } from 'graphql';
import { toPartnerSupergraph } from './partner-supergraph';
import { supergraphFile } from './supergraph-file';

const supergraph = readFileSync(supergraphFile, 'utf8');
const apiOf = (sdl: string) => Supergraph.build(sdl).apiSchema().toGraphQLJSSchema();
const rootFields = (api: GraphQLSchema) =>
  [api.getQueryType(), api.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {}));

describe('the graph of partners', () => {
  test('every question and mutation of the committed graph says whom it is for', () => {
    const fields = buildSupergraph(supergraph, { validate: false })
      .schemaDefinition.roots()
      .flatMap(({ type }) => [...type.fields()]);
    const untagged = fields.filter((field) => field.appliedDirectivesOf('tag').length === 0);
    expect(untagged.map(({ coordinate }) => coordinate)).toEqual([]);
    expect(fields.length).toBeGreaterThan(40);
  });

  test('holds what they buy, and nothing of clients, contracts, batches or policies', () => {
    const partner = apiOf(toPartnerSupergraph(supergraph));
    const [all, theirs] = [rootFields(apiOf(supergraph)), rootFields(partner)];
    expect(theirs).toEqual(expect.arrayContaining(['zones', 'visitors', 'flows']));
    for (const name of ['clients', 'contracts', 'apiClients', 'batches', 'policy', 'staffActs', 'draftContract']) {
      expect(all).toContain(name);
      expect(theirs).not.toContain(name);
    }
    expect(partner.getType('Client')).toBeUndefined();
    expect(isObjectType(partner.getType('Zone'))).toBe(true);
  });

  test('a field without a tag at the root is hidden: what was forgotten is for nobody', () => {
    const forgotten = supergraph.replace(/@tag\(name: "partner"\)/g, '');
    expect(() => apiOf(toPartnerSupergraph(forgotten))).toThrow();
  });
});
