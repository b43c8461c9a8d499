import { parseArguments } from './arguments';
import { CASES, toQuick } from './cases';
import { judgeGoals, TERMS, toMarkdown, type CaseResult } from './report';
import { runCase } from './run-case';

async function main(): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    process.exitCode = 2;
    return;
  }
  const { cases, quick, json, out, counts, seed } = options;
  const say = (what: string) => process.stderr.write(`${what}\n`);
  const results: CaseResult[] = [];
  for (const name of cases) {
    const of = quick ? toQuick(CASES[name]) : CASES[name];
    results.push(await runCase({ of, seed, out, counts, say }));
  }
  const rows = results.flatMap((result) => result.rows);
  // A tiny city reaches no goal and is not meant to.
  const goals = quick ? [] : judgeGoals(rows);
  if (json) {
    const about = results.map(({ rows: _, ...result }) => result);
    process.stdout.write(`${JSON.stringify({ cases: rows, about, terms: TERMS, goals, seed, quick })}\n`);
  } else process.stdout.write(`${toMarkdown(results, goals)}\n${TERMS.join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
