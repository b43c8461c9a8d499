import type { SuiteResult } from './suite';

/** A suite's result for people to read. */
export function toText(result: SuiteResult): string {
  const { id, title, passed, measure, checks, notes, positiveControl, seconds } = result;
  const lines = [
    `${passed ? 'passed' : 'FAILED'}  ${id}  ${title}  (${seconds.toFixed(1)} s, seed ${result.seed})`,
    `        ${measure}`,
    `        raw ${show(result.raw)} · k = 20 ${show(result.k20)} · Passant ${show(result.passant)} ± ${show(result.se)} (may be ${show(result.passMark)}) · baseline ${show(result.baseline)}`,
    ...(positiveControl
      ? [
          `        ${positiveControl.broken ? 'broken as it must be' : 'NOT BROKEN'} at a hundred times rho: ${show(positiveControl.value)}`,
        ]
      : []),
    ...checks.map(
      ({ name, value, rule, limit, held, se }) =>
        `        ${held ? 'ok  ' : 'FAIL'} ${name}: ${show(value)} ${rule} ${show(limit)}${se === undefined ? '' : ` (SE ${show(se)})`}`,
    ),
    ...notes.map((note) => `        ${note}`),
  ];
  return `${lines.join('\n')}\n`;
}

const show = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(4));
