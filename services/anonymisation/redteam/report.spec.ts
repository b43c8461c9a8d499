import { toDocument, toText } from './report';
import { atMost, runSuite, type Arena, type Suite, type SuiteOutcome } from './suite';
import { noRecorder } from './recorder';

const outcome = (value: number): SuiteOutcome => ({
  ...{ measure: 'something', raw: 1, k20: 1, passant: value, baseline: 0.5, passMark: 0.6, se: 0.01 },
  checks: [atMost('something', value, 0.6)],
});
const arena = { seed: 7, size: 1, recorder: noRecorder } as Arena;

/** Answers by size of the run, and remembers how it was asked. */
function suiteOf(values: Record<1 | 2, number>): Suite & { readonly asked: [number, number][] } {
  const asked: [number, number][] = [];
  return {
    id: 'R1',
    title: 'a suite',
    asked,
    run: ({ seed, size }) => (asked.push([seed, size]), outcome(values[size])),
  };
}

test('a suite that holds runs once', async () => {
  const suite = suiteOf({ 1: 0.5, 2: 0.5 });
  expect(await runSuite(suite, arena)).toMatchObject({ passed: true, runs: 1, seed: 7 });
  expect(suite.asked).toEqual([[7, 1]]);
});

test('a suite that fails runs again on twice as much with other dice, and the verdict says so', async () => {
  const suite = suiteOf({ 1: 0.7, 2: 0.5 });
  const result = await runSuite(suite, arena);
  expect(suite.asked).toEqual([
    [7, 1],
    [8, 2],
  ]);
  expect(result).toMatchObject({ passed: true, runs: 2, seed: 8, failedBefore: { passed: false, seed: 7 } });
  expect(toText(result)).toContain('passed at the second run');
});

test('a suite that fails twice fails, and so does one whose positive control was not broken', async () => {
  expect(toText(await runSuite(suiteOf({ 1: 0.7, 2: 0.7 }), arena))).toMatch(/^FAILED twice/);
  const unbroken: Suite = {
    id: 'R1',
    title: 'a suite',
    run: () => ({ ...outcome(0.5), positiveControl: { value: 0.5, broken: false } }),
  };
  expect((await runSuite(unbroken, arena)).passed).toBe(false);
});

test('a document says when, of which commit and in which form', async () => {
  const document = toDocument([await runSuite(suiteOf({ 1: 0.5, 2: 0.5 }), arena)], { quick: true, seed: 7 });
  expect(document).toMatchObject({
    form: 'quick',
    suites: [{ id: 'R1', raw: 1, k20: 1, passant: 0.5, passMark: 0.6 }],
  });
  const named = ['id', 'passed', 'raw', 'k20', 'passant', 'baseline', 'passMark', 'seed'];
  for (const suite of document.suites) expect(Object.keys(suite)).toEqual(expect.arrayContaining(named));
  expect(document.commit).toMatch(/^([0-9a-f]{40}(-changed)?|unknown)$/);
  expect(Date.parse(document.ranAt)).not.toBeNaN();
});
