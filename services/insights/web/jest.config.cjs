module.exports = {
  ...require('../../../jest.preset.cjs'),
  ...require('../../../libs/testing/jest-stack.cjs'),
  displayName: 'web',
};
