import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, StackProblem } from '../errors';

/** What decides which city it is. Two runs in one home must agree in all of it. */
export interface CityOptions {
  /** Absolute folder of a kit; undefined: a simulated city. */
  data: string | undefined;
  /** Subscribers to simulate. */
  people: number;
  /** Share of subscribers who permit place statistics, 0 to 1. */
  consent: number;
  /** Days to simulate. */
  days: number;
  seed: number;
}

export interface LaunchOptions {
  city: CityOptions;
  /** Absolute. */
  home: string;
  /** End when the answer is printed. */
  exit: boolean;
  /** One JSON document on stdout, all else on stderr. */
  json: boolean;
  help: boolean;
}

export const HELP = `npm start -- [options]

  Brings up all of Passant on this machine, loads a city, runs the main job and asks as a partner would.

  --data DIR       a kit (folder with kit.json); without it a city is simulated
  --people N       subscribers to simulate (20000)
  --consent SHARE  share of subscribers who agree, 0 to 1 (0.5)
  --days N         days to simulate (2)
  --seed N         of everything random about the people, never of the noise (1)
  --home DIR       where everything is kept (.passant/<city> in the repository)
  --exit           end when the answer is printed; otherwise stay up until Ctrl-C
  --json           one JSON document on stdout, all else on stderr
  --help           this text

  Environment: PASSANT_PORT (4000; the next free port when taken), REDIS_URL, PASSANT_<SERVICE>_DATABASE_URL.
`;

const number = (name: string, text: string, rule: { least: number; most: number; whole: boolean }): number => {
  const value = Number(text);
  const isGood =
    text.trim() !== '' && value >= rule.least && value <= rule.most && (!rule.whole || Number.isInteger(value));
  if (isGood) return value;
  throw new StackProblem(
    `--${name} is "${text}".`,
    `Give ${rule.whole ? 'a whole number' : 'a number'} from ${rule.least} to ${rule.most}.`,
  );
};

/** Reads the command line. Relative folders are seen from `currentDirectory`. */
export function parseOptions(words: readonly string[], currentDirectory: string): LaunchOptions {
  const given = readWords(words);
  const data = given.data === undefined ? undefined : kitDirectory(resolve(currentDirectory, given.data));
  const city = {
    data,
    people: number('people', given.people ?? '20000', { least: 100, most: 5_000_000, whole: true }),
    consent: number('consent', given.consent ?? '0.5', { least: 0, most: 1, whole: false }),
    days: number('days', given.days ?? '2', { least: 1, most: 366, whole: true }),
    seed: number('seed', given.seed ?? '1', { least: 0, most: 2 ** 31 - 1, whole: true }),
  };
  return {
    city,
    home: given.home === undefined ? defaultHome(city) : resolve(currentDirectory, given.home),
    exit: given.exit ?? false,
    json: given.json ?? false,
    help: given.help ?? false,
  };
}

function readWords(words: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...words],
      strict: true,
      allowPositionals: false,
      options: {
        data: { type: 'string' },
        people: { type: 'string' },
        consent: { type: 'string' },
        days: { type: 'string' },
        seed: { type: 'string' },
        home: { type: 'string' },
        exit: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    return values;
  } catch (thrown) {
    throw new StackProblem(messageOf(thrown).split('. ')[0]!, 'See "npm start -- --help".');
  }
}

function kitDirectory(directory: string): string {
  if (!existsSync(directory)) {
    throw new StackProblem(`The kit ${directory} does not exist.`, 'Give --data a folder with a kit.json.');
  }
  if (!existsSync(join(directory, 'kit.json'))) {
    throw new StackProblem(
      `${directory} is no kit: it has no kit.json.`,
      'Add one with name, country, timeZone, firstDay and the file name of cells; see "Kits" in the README.',
    );
  }
  return realpathSync(directory);
}

/** The repository: four folders above this file, from `src` and from `dist`. */
export const repository = resolve(__dirname, '..', '..', '..', '..');

/** A home per city, so that one clone can hold several. */
function defaultHome(city: CityOptions): string {
  const name = city.data === undefined ? 'simulated' : `${basename(dirname(city.data))}-${basename(city.data)}`;
  const rest = Object.entries({ people: city.people, consent: city.consent, days: city.days, seed: city.seed });
  return join(repository, '.passant', [name, ...rest.map(([key, value]) => `${key}${value}`)].join('-'));
}
