import { execFileSync } from 'node:child_process';
import type { SuiteOutcome, SuiteResult } from './suite';

/** What `--json` prints: also what a privacy report quotes (`src/reports/red-team-run.ts`). */
export const toDocument = (suites: readonly SuiteResult[], { quick, seed }: { quick: boolean; seed: number }) => ({
  ranAt: new Date().toISOString(),
  commit: findCommit(),
  form: quick ? ('quick' as const) : ('full' as const),
  seed,
  suites,
});

/** Of the working tree that ran; `unknown` where there is no git, and marked where files were changed since. */
function findCommit(): string {
  const git = (...parameters: string[]) =>
    execFileSync('git', ['-C', __dirname, ...parameters], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    return git('rev-parse', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '-changed');
  } catch {
    return 'unknown';
  }
}

/** A suite's result for people to read. */
export function toText(result: SuiteResult): string {
  const { id, title, seconds, seed, checkIns } = result;
  const lines = [
    `${toVerdict(result)}  ${id}  ${title}  (${seconds.toFixed(1)} s, seed ${seed})`,
    ...toLines(result),
    ...(checkIns ? ['on real check-ins:', ...toLines(checkIns)].map((line) => `    ${line}`) : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** A pass that took two runs says so. */
export function toVerdict({ passed, runs }: SuiteResult): string {
  if (runs === 1) return passed ? 'passed' : 'FAILED';
  return passed ? 'passed at the second run, of twice the size' : 'FAILED twice';
}

function toLines(outcome: SuiteOutcome): string[] {
  const { measure, raw, k20, passant, se, passMark, baseline, positiveControl, checks, notes = [] } = outcome;
  const control =
    positiveControl &&
    `${positiveControl.broken ? 'broken, as it must be,' : 'NOT BROKEN'} at a hundred times rho: ${show(positiveControl.value)}`;
  return [
    measure,
    `raw ${show(raw)} · k = 20 ${show(k20)} · Passant ${show(passant)} ± ${show(se)} (may be ${show(passMark)}) · baseline ${show(baseline)}`,
    ...(control ? [control] : []),
    ...checks.map((check) => {
      const error = check.se === undefined ? '' : ` (SE ${show(check.se)})`;
      return `${check.held ? 'ok  ' : 'FAIL'} ${check.name}: ${show(check.value)} ${check.rule} ${show(check.limit)}${error}`;
    }),
    ...notes,
  ].map((line) => `        ${line}`);
}

const show = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(4));
