import { TypeMetadataStorage } from '@nestjs/graphql';

/** Version and imports of every subgraph. The directives that the gateway cannot enforce are left out. */
export const FEDERATION = {
  version: 2 as const,
  importUrl: 'https://specs.apollo.dev/federation/v2.12',
  directives: [
    '@key',
    '@shareable',
    '@external',
    '@requires',
    '@provides',
    '@override',
    '@tag',
    '@inaccessible',
    '@interfaceObject',
    '@cost',
    '@listSize',
  ],
};

/**
 * Every object type, as types that the schema holds though no field returns them: what a subgraph only adds to an entity of another
 * one would be left out else. Called when all resolvers are loaded.
 */
export const listObjectTypes = () => TypeMetadataStorage.getObjectTypesMetadata().map(({ target }) => target);
