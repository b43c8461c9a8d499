import { ROW_NAMES, type RowName } from './row';

export interface BenchOptions {
  readonly rows: readonly RowName[];
  /** Sizes so small that only the shape of the output means something. */
  readonly quick: boolean;
  /** One JSON document on stdout and nothing else. */
  readonly json: boolean;
}

const USAGE = `npm run bench -- [${ROW_NAMES.join('|')}]… [--quick] [--json]   (all rows unless told)`;

/** Reads the command line; a text says what is wrong with it. */
export function parseArguments(given: readonly string[]): BenchOptions | string {
  const rows: RowName[] = [];
  let [quick, json] = [false, false];
  for (const argument of given) {
    const row = ROW_NAMES.find((name) => name === argument);
    if (row) rows.push(row);
    else if (argument === '--quick') quick = true;
    else if (argument === '--json') json = true;
    else return `There is no row or option ${argument}.\n${USAGE}`;
  }
  return { rows: rows.length > 0 ? [...new Set(rows)] : ROW_NAMES, quick, json };
}
