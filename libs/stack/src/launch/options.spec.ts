import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StackProblem } from '../errors';
import { parseOptions } from './options';

const parse = (...words: string[]) => parseOptions(words, '/somewhere');

describe('the options of npm start', () => {
  test('have the documented values when none are given', () => {
    const { city, exit, json, help, home } = parse();

    expect(city).toEqual({ data: undefined, people: 20_000, consent: 0.5, days: 2, seed: 1 });
    expect({ exit, json, help }).toEqual({ exit: false, json: false, help: false });
    expect(home).toMatch(/\.passant\/simulated-people20000-consent0\.5-days2-seed1$/);
  });

  test('are taken as given', () => {
    const { city, exit, json, home } = parse(
      ...['--people', '5000', '--consent=1', '--days', '3', '--seed', '7', '--home', 'here', '--exit', '--json'],
    );

    expect(city).toEqual({ data: undefined, people: 5_000, consent: 1, days: 3, seed: 7 });
    expect({ exit, json, home }).toEqual({ exit: true, json: true, home: '/somewhere/here' });
  });

  test('give every city a home of its own', () => {
    const homes = [
      parse(),
      parse('--people', '5000'),
      parse('--seed', '2'),
      parse('--days', '3'),
      parse('--consent', '1'),
    ];

    expect(new Set(homes.map(({ home }) => home)).size).toBe(homes.length);
  });

  test.each([
    ['--people', 'many', '--people is "many"'],
    ['--people', '0', '--people is "0"'],
    ['--people', '10.5', '--people is "10.5"'],
    ['--consent', '2', '--consent is "2"'],
    ['--consent', '', '--consent is ""'],
    ['--days', '0', '--days is "0"'],
    ['--seed', '-1', 'seed'],
    ['--data', '/nowhere/at/all', 'The kit /nowhere/at/all does not exist'],
  ])('refuse %s "%s" with what to do', (name, value, message) => {
    const attempt = () => parse(name, value);

    expect(attempt).toThrow(StackProblem);
    expect(attempt).toThrow(message);
    expect(attempt).toThrow('What to do:');
  });

  test.each([['--peeple'], ['stray']])('refuse the unknown word %s', (word) => {
    expect(() => parse(word)).toThrow(/See "npm start -- --help"/);
  });

  test('refuse a folder without kit.json, and take one with it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'passant-kit-'));
    try {
      expect(() => parse('--data', folder)).toThrow(/is no kit: it has no kit\.json/);

      writeFileSync(join(folder, 'kit.json'), '{}');

      expect(parse('--data', folder).city.data).toBe(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
