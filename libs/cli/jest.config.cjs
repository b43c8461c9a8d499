module.exports = {
  ...require('../../jest.preset.cjs'),
  ...require('../testing/jest-stack.cjs'),
  displayName: 'cli',
};
