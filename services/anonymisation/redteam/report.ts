import type { SuiteOutcome, SuiteResult } from './suite';

/** A suite's result for people to read. */
export function toText(result: SuiteResult): string {
  const { id, title, passed, seconds, seed, checkIns } = result;
  const lines = [
    `${passed ? 'passed' : 'FAILED'}  ${id}  ${title}  (${seconds.toFixed(1)} s, seed ${seed})`,
    ...toLines(result),
    ...(checkIns ? ['on real check-ins:', ...toLines(checkIns)].map((line) => `    ${line}`) : []),
  ];
  return `${lines.join('\n')}\n`;
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
