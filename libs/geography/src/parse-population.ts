import { toNumber } from './parse-cells';
import { parseCsv } from './parse-csv';
import { type Parsed, type Problem, toParsed } from './problem';

/** Public residents of an area. */
export interface AreaPopulation {
  readonly areaId: string;
  readonly residents: number;
  readonly male: number;
  readonly female: number;
}

export const POPULATION_COLUMNS = ['area_id', 'area_name', 'population', 'male', 'female'] as const;

/** Parses public residents by area; further columns (age bands) may follow. Refused with every problem at once. */
export function parsePopulation(csvText: string): Parsed<readonly AreaPopulation[]> {
  const table = parseCsv('population', csvText, POPULATION_COLUMNS);
  if (table.kind === 'refused') return table;
  const problems: Problem[] = [];
  const lineById = new Map<string, number>();
  const areas = table.value.rows.map(({ line, values }): AreaPopulation => {
    const areaId = values.get('area_id')!;
    const first = lineById.get(areaId);
    const say = (code: Problem['code'], what: string) =>
      problems.push({ code, message: `Line ${line} of the population file: ${what}`, line, ids: [areaId] });
    if (areaId === '') say('malformed-value', 'area_id is blank.');
    if (first !== undefined)
      say('duplicate-id', `area_id ${areaId} was given on line ${first} already: keep one of them.`);
    lineById.set(areaId, first ?? line);
    const count = (column: string) => {
      const value = toNumber(values.get(column)!);
      if (!(Number.isSafeInteger(value) && value >= 0))
        say('malformed-value', `${column} must be a whole number of people.`);
      return value;
    };
    return { areaId, residents: count('population'), male: count('male'), female: count('female') };
  });
  return toParsed(areas, problems);
}
