import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArena, type OpenArena } from './arena';
import { SUITE_IDS, type SuiteId } from './arguments';
import { recomputeDerived, recomputeMembership } from './recompute';
import { folderRecorder, noRecorder } from './recorder';
import { toText } from './report';
import { runSuite, type SuiteResult } from './suite';
import { SUITES } from './suites/all';

/** The quick form of `npm run redteam`: smaller worlds and fewer targets, wider standard errors, the same marks. */
let arena: OpenArena;
const out = mkdtempSync(join(tmpdir(), 'passant-redteam-out-'));
/** Suites that are recorded as `--out` would have it. */
const RECORDED: readonly SuiteId[] = ['R1', 'R5'];
const recorded = new Map<SuiteId, SuiteResult>();

beforeAll(async () => {
  const seed = Date.now() % 1_000_000_007;
  arena = await openArena({ quick: true, seed, recorder: noRecorder, say: () => undefined });
}, 180_000);
afterAll(async () => {
  rmSync(out, { recursive: true });
  await arena?.close();
});

test('there are ten suites', () => {
  expect(SUITES.map(({ id }) => id)).toEqual(SUITE_IDS);
});

const MUST_BREAK = ['R1', 'R2', 'R7', 'R9'];

test.each(SUITES.map((suite) => ({ name: `${suite.id}, ${suite.title}`, suite })))(
  '$name: reaches its raw mark, and fails on what is released',
  async ({ suite }) => {
    const recorder = RECORDED.includes(suite.id) ? folderRecorder(out) : noRecorder;
    const result = await runSuite(suite, { ...arena, recorder });
    recorded.set(suite.id, result);
    if (!result.passed) throw new Error(`${result.failedBefore ? toText(result.failedBefore) : ''}${toText(result)}`);
    expect(result.positiveControl?.broken ?? false).toBe(MUST_BREAK.includes(suite.id));
  },
  300_000,
);

describe('what `--out` writes', () => {
  const valueOf = (id: SuiteId, name: string) => recorded.get(id)!.checks.find((check) => check.name === name)!.value;

  test('gives the membership attack again, from released figures to its AUC and hits', () => {
    const again = recomputeMembership(join(out, 'R1'));

    expect(again.worlds).toBe(again.scores.length);
    expect(again.worlds).toBeGreaterThanOrEqual(4_000);
    for (const [index, score] of again.scores.entries()) expect(score).toBeCloseTo(again.written[index]!, 8);
    expect(again.auc).toBeCloseTo(recorded.get('R1')!.passant, 8);
    expect(again.hits).toBeCloseTo(valueOf('R1', 'hits at 1 % false alarms, a day'), 10);
    // What the attacker's target costs is what everybody is promised, or less: rounding of σ² is in the person's favour.
    expect(again.rho).toBeLessThanOrEqual(0.03);
    expect(again.rho).toBeGreaterThan(0.0299);
    expect(again.auc).toBeLessThanOrEqual(recorded.get('R1')!.passMark);
  });

  test('gives differencing again: rms, share of hits, and what chance would hit', () => {
    const again = recomputeDerived(join(out, 'R5'));
    const { passant, baseline, raw, k20 } = recorded.get('R5')!;

    expect(again.figures).toBe(valueOf('R5', 'derived figures'));
    expect(again.rms).toBeCloseTo(valueOf('R5', 'rms of (derived − truth)/√Σσ²'), 8);
    expect(again.hits).toBeCloseTo(passant, 10);
    expect(again.chance).toBeCloseTo(baseline, 10);
    expect([again.hitsOfRaw, again.hitsOfK20]).toEqual([raw, k20]);
  });
});
