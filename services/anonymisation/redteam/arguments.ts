/** The suites, by id. */
export const SUITE_IDS = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10'] as const;
export type SuiteId = (typeof SUITE_IDS)[number];

export interface RedTeamOptions {
  readonly suites: readonly SuiteId[];
  /** Smaller worlds and fewer targets, with the wider standard errors that come with them. */
  readonly quick: boolean;
  /** One JSON document on stdout and nothing else. */
  readonly json: boolean;
  /** Where released tables and attackers' inputs are written, so that another program can recompute each result. */
  readonly out?: string;
  /** Instead of attacks: results computed again from such a folder. */
  readonly recompute?: string;
  readonly seed: number;
}

const USAGE = 'npm run redteam -- [--suite R1[,R2…]]… [--quick] [--json] [--out DIR] [--seed N] | --recompute DIR';
const DEFAULT_SEED = 20_260_608;

/** Reads the command line; a text says what is wrong with it. */
export function parseArguments(given: readonly string[]): RedTeamOptions | string {
  const suites: SuiteId[] = [];
  let [quick, json, seed] = [false, false, DEFAULT_SEED];
  let [out, recompute]: (string | undefined)[] = [];
  for (let index = 0; index < given.length; index += 1) {
    const [name, inline] = splitOnce(given[index]!);
    const value = () => inline ?? given[++index];
    if (name === '--quick') quick = true;
    else if (name === '--json') json = true;
    else if (name === '--out') {
      out = value();
      if (!out) return `--out needs a folder.\n${USAGE}`;
    } else if (name === '--recompute') {
      recompute = value();
      if (!recompute) return `--recompute needs a folder.\n${USAGE}`;
    } else if (name === '--seed') {
      seed = Number(value());
      if (!Number.isSafeInteger(seed) || seed < 0) return `--seed needs a whole number.\n${USAGE}`;
    } else if (name === '--suite') {
      for (const id of (value() ?? '').split(',')) {
        const found = SUITE_IDS.find((suite) => suite === id.toUpperCase());
        if (!found) return `There is no suite ${id}: R1 to R10.\n${USAGE}`;
        suites.push(found);
      }
    } else return `Unknown: ${name}.\n${USAGE}`;
  }
  return { suites: suites.length > 0 ? [...new Set(suites)] : SUITE_IDS, quick, json, out, recompute, seed };
}

function splitOnce(text: string): [string, string | undefined] {
  const at = text.indexOf('=');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
