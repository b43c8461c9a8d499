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
