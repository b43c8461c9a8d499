// `npm run accuracy`: compares rules of P(zone | cell) with a simulated city's truth; a minute or two, so it is no part of the tests.
module.exports = {
  ...require('./jest.config.cjs'),
  displayName: 'accuracy',
  testMatch: ['<rootDir>/test/accuracy/compare-rules.ts'],
  testTimeout: 1_800_000,
};
