import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../src';

const SOURCES = join(__dirname, '..', 'src');

/** Arithmetic, reading, printing and choosing: nothing that a paper would say. */
const PLAIN = new Set([
  ...['fraction', 'parseFraction', 'toFractionText', 'toFractionNumber', 'sumFractions', 'multiplyFractions'],
  ...['compareFractions', 'figuresForZones', 'budgetTable', 'printBudgetTable', 'parsePolicy', 'scalePolicy'],
  ...['fromReleasedRecord', 'randomSourceFrom', 'decideGate', 'RhoCeilingExceeded'],
]);

/** The comment that stands before each exported function or class, by name. */
function readComments(): ReadonlyMap<string, string> {
  const files = readdirSync(SOURCES).filter((file) => !file.endsWith('.spec.ts') && file !== 'index.ts');
  const comments = new Map<string, string>();
  for (const file of files) {
    const source = readFileSync(join(SOURCES, file), 'utf8');
    for (const [, comment, name] of source.matchAll(
      /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export (?:function|class|const) (\w+)/g,
    )) {
      comments.set(name!, comment ?? '');
    }
  }
  return comments;
}

const comments = readComments();
const functions = Object.entries(library).flatMap(([name, value]) =>
  typeof value === 'function' && !PLAIN.has(name) ? [name] : [],
);

test.each(functions)('%s says what it does, and names the paper or step of the design that it comes from', (name) => {
  expect(comments.get(name)).toMatch(/\b(1[5-9]|20)\d\d\b|anonymisation\.md, step/);
});

test('every function that names no paper is a public one, so that the list does not outlive it', () => {
  expect([...PLAIN].filter((name) => !(name in library))).toEqual([]);
  expect(functions.length).toBeGreaterThan(40);
});
