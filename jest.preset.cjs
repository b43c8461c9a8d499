// Shared by every project's jest.config.cjs. Packages that ship only ES modules are compiled, because Jest loads CommonJS.
const esModulesOnly = ['jose', 'd3-delaunay', 'delaunator', 'robust-predicates', 'chdb', 'eta', 'oauth4webapi', 'hyparquet', 'hyparquet-writer'];
const swc = JSON.parse(require('node:fs').readFileSync(`${__dirname}/.swcrc`, 'utf8'));

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>'],
  testMatch: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/dist-tools/'],
  transform: { '^.+\\.(ts|js|mjs)$': ['@swc/jest', { ...swc, sourceMaps: 'inline', swcrc: false }] },
  transformIgnorePatterns: [`/node_modules/(?!(${esModulesOnly.join('|')})/)`, '<rootDir>/dist/'],
  moduleNameMapper: {
    '^@passant/([a-z-]+)$': `${__dirname}/libs/$1/src/index.ts`,
    // Its entry point is an `.mjs` file, which Jest never compiles; the same code as UMD lies beside it.
    '^d3-delaunay$': `${__dirname}/node_modules/d3-delaunay/dist/d3-delaunay.js`,
  },
  testTimeout: 30_000,
};
