import { CASE_NAMES, DEFAULT_CASES, type CaseName } from './cases';

export interface AccuracyOptions {
  readonly cases: readonly CaseName[];
  /** A tiny city and two panels: shows that everything runs, says nothing about accuracy. */
  readonly quick: boolean;
  /** One JSON document on stdout and nothing else. */
  readonly json: boolean;
  /** Where truth and releases are written, so that another program can recompute each figure of the result. */
  readonly out?: string;
  /** Where counts of cases are kept, and taken from: counting is what takes long. */
  readonly counts?: string;
  readonly seed: number;
}

const USAGE =
  'npm run accuracy -- [--case realistic|large|frequency|town]… [--quick] [--json] [--out DIR] [--counts DIR] [--seed N]   (the first three unless told)';
const DEFAULT_SEED = 20_260_608;

/** Reads the command line; a text says what is wrong with it. */
export function parseArguments(given: readonly string[]): AccuracyOptions | string {
  const cases: CaseName[] = [];
  let [quick, json, seed] = [false, false, DEFAULT_SEED];
  let [out, counts]: (string | undefined)[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const [name, inline] = splitOnce(given[index]!);
    const value = () => inline ?? given[++index];
    if (name === '--quick') quick = true;
    else if (name === '--json') json = true;
    else if (name === '--out') {
      out = value();
      if (!out) return `--out needs a folder.\n${USAGE}`;
    } else if (name === '--counts') {
      counts = value();
      if (!counts) return `--counts needs a folder.\n${USAGE}`;
    } else if (name === '--seed') {
      seed = Number(value());
      if (!Number.isSafeInteger(seed) || seed < 0) return `--seed needs a whole number.\n${USAGE}`;
    } else if (name === '--case') {
      for (const one of (value() ?? '').split(',')) {
        const found = CASE_NAMES.find((known) => known === one);
        if (!found) return `There is no case ${one}: ${CASE_NAMES.join(', ')}.\n${USAGE}`;
        cases.push(found);
      }
    } else return `Unknown: ${name}.\n${USAGE}`;
  }
  return { cases: cases.length > 0 ? [...new Set(cases)] : DEFAULT_CASES, quick, json, out, counts, seed };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
