import { parseArguments } from './arguments';

test('without arguments the three cases of the design run in full', () => {
  expect(parseArguments([])).toMatchObject({ cases: ['realistic', 'large', 'frequency'], quick: false, json: false });
});

test('cases may be named one by one or in a list', () => {
  const given = ['--case', 'large', '--case=frequency,large', '--quick', '--json', '--out', 'x', '--seed', '7'];
  expect(parseArguments(given)).toEqual({
    cases: ['large', 'frequency'],
    quick: true,
    json: true,
    out: 'x',
    seed: 7,
  });
});

test.each([[['--case', 'small']], [['--seed', 'x']], [['--out']], [['--fast']]])('refuses %j and says how', (given) => {
  expect(parseArguments(given)).toContain('npm run accuracy');
});
