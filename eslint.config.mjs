import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const may = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });
const serviceLibraries = ['type:contract', 'type:pure', 'scope:platform', 'scope:engine'];
const constraints = [
  { sourceTag: 'type:contract', onlyDependOnLibsWithTags: [], allowedExternalImports: ['zod'] },
  { sourceTag: 'scope:privacy', onlyDependOnLibsWithTags: [], allowedExternalImports: [] },
  {
    sourceTag: 'scope:geography',
    onlyDependOnLibsWithTags: ['type:contract'],
    allowedExternalImports: ['d3-delaunay', 'polygon-clipping', 'h3-js'],
  },
  {
    sourceTag: 'scope:proofs',
    onlyDependOnLibsWithTags: ['type:contract'],
    allowedExternalImports: ['json-canonicalize'],
  },
  { sourceTag: 'scope:client', onlyDependOnLibsWithTags: [], allowedExternalImports: [] },
  may('type:cli', 'type:contract', 'type:pure', 'scope:platform', 'scope:engine', 'scope:ingestion'),
  may('scope:engine', 'type:contract'),
  may('scope:platform', 'type:contract', 'scope:proofs'),
  may('type:simulator', 'type:contract'),
  may('type:stack', 'type:contract', 'type:simulator', 'scope:geography'),
  may('type:testing', 'type:contract', 'scope:platform', 'type:stack', 'type:simulator'),
  may('type:service', ...serviceLibraries),
  { sourceTag: 'type:web', onlyDependOnLibsWithTags: [] },
  may('type:gateway', 'type:contract', 'scope:platform'),
];
const boundaries = (depConstraints) => ({
  '@nx/enforce-module-boundaries': ['error', { enforceBuildableLibDependency: false, allow: [], depConstraints }],
});

/** Tools beside the service: attacks, accuracy, benches. In no image; they alone of a service may use simulated people. */
const tools = ['redteam', 'accuracy', 'bench'].map((tool) => `services/anonymisation/${tool}/**/*.ts`);

/** What pure code may not touch: clocks, randomness, the environment and anything that does input or output. */
const pureWith = (...fromCrypto) => ({
  'no-restricted-imports': [
    'error',
    {
      patterns: [
        {
          group: ['@nestjs/*', 'typeorm', 'bullmq', 'ioredis', 'graphql', '@passant/platform', '@passant/engine'],
          message: 'Pure code imports only contracts, privacy and geography.',
        },
        { regex: '^node:(?!crypto$)', message: 'Pure code does no input or output.' },
      ],
      paths: [
        {
          name: 'node:crypto',
          allowImportNames: fromCrypto,
          message: `Only ${fromCrypto.join(', ')}; randomness is an argument.`,
        },
      ],
    },
  ],
  'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch'],
  'no-restricted-syntax': [
    'error',
    {
      selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
      message: 'Time is an argument.',
    },
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time is an argument.' },
    { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'Randomness is an argument.' },
  ],
});

export default tseslint.config(
  { ignores: ['**/dist', '**/dist-tools', '**/node_modules', '.nx', '.passant', '**/test-results'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommended],
    plugins: { '@nx': nx },
    rules: {
      ...boundaries(constraints),
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      'max-params': ['error', 4],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', { selector: 'TSEnumDeclaration', message: 'Use a string union.' }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: [
      '**/environment.ts',
      '**/*.spec.ts',
      '**/*.int-spec.ts',
      '**/*.e2e-spec.ts',
      '**/e2e/**',
      'libs/stack/**',
      'libs/testing/**',
    ],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only environment.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['**/domain/**/*.ts', 'libs/privacy/src/**/*.ts', 'libs/geography/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: pureWith('createHmac'),
  },
  {
    files: ['libs/proofs/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: pureWith('createHash', 'createPublicKey', 'KeyObject', 'sign', 'verify'),
  },
  {
    files: tools,
    rules: boundaries(
      constraints.map((constraint) =>
        constraint.sourceTag === 'type:service'
          ? may('type:service', ...serviceLibraries, 'type:simulator')
          : constraint,
      ),
    ),
  },
  {
    // They run processes of their own on a database of their own.
    files: ['services/insights/bench/**/*.ts', 'services/consent/bench/**/*.ts'],
    rules: boundaries(
      constraints.map((constraint) =>
        constraint.sourceTag === 'type:service' ? may('type:service', ...serviceLibraries, 'type:stack') : constraint,
      ),
    ),
  },
  {
    files: ['services/anonymisation/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.int-spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^(\\.\\./)+(redteam|bench|test)(/|$)', message: 'The service knows none of its tools.' },
          ],
        },
      ],
    },
  },
  ...['explore', 'console', 'shared'].map((part) => ({
    // Two pages that know nothing of each other, and what they share knows neither.
    files: [`services/insights/web/src/${part}/**/*.ts`, `services/insights/web/src/${part}/**/*.tsx`],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '^node:', message: 'Pages run in a browser.' },
            ...['explore', 'console']
              .filter((page) => page !== part)
              .map((page) => ({ regex: `^(\\.\\./)+${page}(/|$)`, message: 'Pages share by src/shared.' })),
          ],
        },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a string union.' },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Names are text, never markup.' },
      ],
    },
  })),
  {
    // Written by tools; how it looks is theirs.
    files: ['**/generated/**/*.ts'],
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.int-spec.ts', '**/*.e2e-spec.ts', '**/e2e/**/*.ts', '**/test/**/*.ts'],
    rules: { 'max-lines': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
);
