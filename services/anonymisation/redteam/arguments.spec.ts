import { parseArguments, SUITE_IDS } from './arguments';

test('without arguments all ten suites run in full', () => {
  expect(parseArguments([])).toMatchObject({ suites: SUITE_IDS, quick: false, json: false });
});

test('suites may be named one by one or in a list', () => {
  expect(parseArguments(['--suite', 'R1', '--suite=r7,R10', '--quick', '--json', '--out', 'x', '--seed', '7'])).toEqual(
    {
      suites: ['R1', 'R7', 'R10'],
      quick: true,
      json: true,
      out: 'x',
      seed: 7,
    },
  );
});

test.each([[['--suite', 'R11']], [['--seed', 'x']], [['--out']], [['--recompute']], [['--fast']]])(
  'refuses %j and says how',
  (given) => {
    expect(parseArguments(given)).toContain('npm run redteam');
  },
);
