import { existsSync, readFileSync } from 'node:fs';
import { buildSchema, isNonNullType } from 'graphql';
import { resolve } from 'node:path';
import { SERVICES } from '@passant/contracts';
import { CompositionFailed, composeSupergraph, readSubgraphSchemas } from './compose-supergraph';
import { supergraphFile } from './supergraph-file';

const repository = resolve(__dirname, '../../..');

describe('the supergraph', () => {
  test('is what the services’ committed schemas compose to (else: npx nx run gateway:compose)', async () => {
    const composed = composeSupergraph(await readSubgraphSchemas(repository));
    expect(readFileSync(supergraphFile, 'utf8')).toBe(composed);
  });

  test('holds no address: where a service lies is environment', () => {
    const addresses = [...readFileSync(supergraphFile, 'utf8').matchAll(/url: "([^"]*)"/g)].map(([, url]) => url);
    const placeholders = SERVICES.map((service) => `http://${service}.invalid/graphql`);
    expect(addresses.filter((url) => url?.startsWith('http:')).sort()).toEqual([...placeholders].sort());
  });

  test('every service has a committed schema', () => {
    for (const service of SERVICES) {
      expect(existsSync(resolve(repository, 'services', service, 'schema.graphql'))).toBe(true);
    }
  });

  test('every question may go unanswered, so that one service that is down takes no other answer with it', () => {
    const query = buildSchema(readFileSync(supergraphFile, 'utf8'), { assumeValid: true }).getQueryType();
    const fields = Object.values(query?.getFields() ?? {});
    expect(fields.length).toBeGreaterThan(0);
    expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([]);
  });

  test('does not compose from schemas that contradict each other, and says where', () => {
    const schema = (type: string) => `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])
      type Query { zones: [Zone!]! @shareable }
      type Zone @key(fields: "id") { id: ID! size: ${type} @shareable }`;
    const compose = () =>
      composeSupergraph([
        { service: 'consent', sdl: schema('Int') },
        { service: 'insights', sdl: schema('String') },
      ]);
    expect(compose).toThrow(CompositionFailed);
    expect(compose).toThrow(/Zone\.size/);
  });
});
