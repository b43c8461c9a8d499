import { toNumber } from './parse-cells';
import { type CsvRow, parseCsv } from './parse-csv';
import { type Parsed, type Problem, toParsed } from './problem';

/** Adults by age: 18–24, 25–34, 35–44, 45–54, 55–64, 65 and over. */
export interface AdultsByAge {
  readonly female: readonly number[];
  readonly male: readonly number[];
}

/** Public residents of an area. */
export interface AreaPopulation {
  readonly areaId: string;
  readonly residents: number;
  readonly male: number;
  readonly female: number;
  /** Null where the file has no age bands. */
  readonly adults: AdultsByAge | null;
  /** People who work there, wherever they live; null where the file does not say. */
  readonly workplaces: number | null;
}

export const POPULATION_COLUMNS = ['area_id', 'area_name', 'population', 'male', 'female'] as const;

const BANDS = ['18_24', '25_34', '35_44', '45_54', '55_64', '65_plus'] as const;
const bandColumns = (gender: 'female' | 'male') => BANDS.map((band) => `${gender}_${band}`);

/** Optional columns, all or none: `female_18_24` … `female_65_plus`, `male_18_24` … `male_65_plus`. */
export const AGE_BAND_COLUMNS: readonly string[] = [...bandColumns('female'), ...bandColumns('male')];

/** Optional column: people who work in the area (employees at their place of work), as a whole number. */
export const WORKPLACES_COLUMN = 'workplaces';

/**
 * Parses public residents by area, by gender, and of adults by age band where the file has the columns for it, and workplaces where it has
 * that column; further columns may follow. Parts may not exceed their whole: genders not the population (it may count people of neither), bands not their gender (it
 * counts children too). Refused with every problem at once.
 */
export function parsePopulation(csvText: string): Parsed<readonly AreaPopulation[]> {
  const table = parseCsv('population', csvText, POPULATION_COLUMNS);
  if (table.kind === 'refused') return table;
  const missing = AGE_BAND_COLUMNS.filter((column) => !table.value.columns.includes(column));
  const hasBands = missing.length === 0;
  if (!hasBands && missing.length < AGE_BAND_COLUMNS.length) {
    return { kind: 'refused', problems: [incompleteBands(missing)] };
  }
  const has = { bands: hasBands, workplaces: table.value.columns.includes(WORKPLACES_COLUMN) };
  const problems: Problem[] = [];
  const lineById = new Map<string, number>();
  const areas = table.value.rows.map((row): AreaPopulation => {
    const parsed = parseRow(row, has);
    problems.push(...parsed.problems);
    const { areaId } = parsed.area;
    const first = lineById.get(areaId);
    if (first !== undefined) {
      const what = `area_id ${areaId} was given on line ${first} already: keep one of them.`;
      problems.push(toProblem(row, 'duplicate-id', what));
    }
    lineById.set(areaId, first ?? row.line);
    return parsed.area;
  });
  return toParsed(areas, problems);
}

function parseRow(
  row: CsvRow,
  has: { readonly bands: boolean; readonly workplaces: boolean },
): { area: AreaPopulation; problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const areaId = row.values.get('area_id')!;
  if (areaId === '') problems.push(toProblem(row, 'malformed-value', 'area_id is blank.'));
  const count = (column: string) => {
    const value = toNumber(row.values.get(column)!);
    if (!(Number.isSafeInteger(value) && value >= 0))
      problems.push(toProblem(row, 'malformed-value', `${column} must be a whole number of people.`));
    return value;
  };
  const [residents, male, female] = ['population', 'male', 'female'].map(count) as [number, number, number];
  const adults = has.bands ? { female: bandColumns('female').map(count), male: bandColumns('male').map(count) } : null;
  const workplaces = has.workplaces ? count(WORKPLACES_COLUMN) : null;
  if (problems.length === 0) {
    const check = (what: string, parts: readonly number[], whole: number, name: string) => {
      const sum = parts.reduce((total, part) => total + part, 0);
      if (sum > whole)
        problems.push(toProblem(row, 'sum-mismatch', `${what} add up to ${sum}, more than ${name} (${whole}).`));
    };
    check('male and female', [male, female], residents, 'population');
    if (adults) check('the age bands of women', adults.female, female, 'female');
    if (adults) check('the age bands of men', adults.male, male, 'male');
  }
  return { area: { areaId, residents, male, female, adults, workplaces }, problems };
}

const toProblem = ({ line, values }: CsvRow, code: Problem['code'], what: string): Problem => {
  return { code, message: `Line ${line} of the population file: ${what}`, line, ids: [values.get('area_id')!] };
};

function incompleteBands(missing: readonly string[]): Problem {
  const message = `The population file has some columns of age bands and lacks ${missing.join(', ')}: give all twelve or none.`;
  return { code: 'missing-column', message, line: 1 };
}
