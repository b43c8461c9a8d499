import { RedTeamRuns } from './red-team-run';

test('the run that is built in can be read: full form, all ten suites passed', async () => {
  const run = await new RedTeamRuns().findLatest();
  expect(run).toMatchObject({ form: 'full' });
  expect(run!.suites.map(({ id, passed }) => `${id} ${passed}`)).toEqual(
    Array.from({ length: 10 }, (_, index) => `R${index + 1} true`),
  );
});
