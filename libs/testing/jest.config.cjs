module.exports = { ...require('../../jest.preset.cjs'), ...require('./jest-stack.cjs'), displayName: 'testing' };
