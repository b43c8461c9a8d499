const preset = require('../../jest.preset.cjs');

module.exports = {
  ...preset,
  ...require('../../libs/testing/jest-stack.cjs'),
  displayName: 'insights',
  // The pages are a project of their own.
  testPathIgnorePatterns: [...preset.testPathIgnorePatterns, '<rootDir>/web/'],
};
