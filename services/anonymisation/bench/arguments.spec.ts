import { parseArguments } from './arguments';

test('without arguments every row is measured in full', () => {
  expect(parseArguments([])).toEqual({ rows: ['anonymise'], quick: false, json: false });
});

test('rows are named one by one', () => {
  expect(parseArguments(['anonymise', '--quick', 'anonymise', '--json'])).toEqual({
    rows: ['anonymise'],
    quick: true,
    json: true,
  });
});

test.each([['fly'], ['--fast']])('refuses %s and says how', (argument) => {
  expect(parseArguments([argument])).toContain('npm run bench');
});
