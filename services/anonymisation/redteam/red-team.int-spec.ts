import { openArena, type OpenArena } from './arena';
import { SUITE_IDS } from './arguments';
import { noRecorder } from './recorder';
import { toText } from './report';
import { runSuite } from './suite';
import { SUITES } from './suites/all';

/** The quick form of `npm run redteam`: smaller worlds and fewer targets, wider standard errors, the same marks. */
let arena: OpenArena;

beforeAll(async () => {
  const seed = Date.now() % 1_000_000_007;
  arena = await openArena({ quick: true, seed, recorder: noRecorder, say: () => undefined });
}, 180_000);
afterAll(() => arena?.close());

test('there are ten suites', () => {
  expect(SUITES.map(({ id }) => id)).toEqual(SUITE_IDS);
});

const MUST_BREAK = ['R1', 'R2', 'R7', 'R9'];

test.each(SUITES.map((suite) => ({ name: `${suite.id}, ${suite.title}`, suite })))(
  '$name: reaches its raw mark, and fails on what is released',
  async ({ suite }) => {
    const result = await runSuite(suite, arena);
    if (!result.passed) throw new Error(`${result.failedBefore ? toText(result.failedBefore) : ''}${toText(result)}`);
    expect(result.positiveControl?.broken ?? false).toBe(MUST_BREAK.includes(suite.id));
  },
  300_000,
);
