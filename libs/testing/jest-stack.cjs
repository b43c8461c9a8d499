// Spread into the jest.config.cjs of projects with int-specs: one PostgreSQL and one Redis for the whole run.
module.exports = {
  globalSetup: `${__dirname}/src/global-setup.ts`,
  globalTeardown: `${__dirname}/src/global-teardown.ts`,
};
