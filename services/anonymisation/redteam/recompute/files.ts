import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A CSV file: a header, and cells that hold no comma. Lines may be longer than the header: the last column goes on to their end. */
export class Csv {
  constructor(
    readonly header: readonly string[],
    readonly lines: readonly (readonly string[])[],
  ) {}

  /** Lines by the named columns. @throws RangeError where there is no such column */
  rows<Name extends string>(...names: Name[]): Readonly<Record<Name, string>>[] {
    const at = names.map((name) => this.indexOf(name));
    return this.lines.map((line) => {
      const row = {} as Record<Name, string>;
      for (let index = 0; index < names.length; index += 1) row[names[index]!] = line[at[index]!]!;
      return row;
    });
  }

  /** A column as numbers. */
  numbers(name: string): number[] {
    const at = this.indexOf(name);
    return this.lines.map((line) => toNumber(line[at]));
  }

  /** Of each line the cells from a column to its end, as numbers. */
  tails(from: string): Float64Array[] {
    const at = this.indexOf(from);
    return this.lines.map((line) => {
      const values = new Float64Array(line.length - at);
      for (let index = 0; index < values.length; index += 1) values[index] = toNumber(line[at + index]);
      return values;
    });
  }

  private indexOf(name: string): number {
    const at = this.header.indexOf(name);
    if (at < 0) throw new RangeError(`no column ${name} among ${this.header.slice(0, 12).join(', ')}`);
    return at;
  }
}

/** An empty cell is no number: hidden. */
const toNumber = (cell: string | undefined): number => (cell === undefined || cell === '' ? NaN : +cell);

/** What a suite wrote. */
export interface Written {
  csv(name: string): Csv;
  json<T>(name: string): T;
}

/** @param prefix of the files of another world: `check-ins-` */
export function writtenIn(folder: string, prefix = ''): Written {
  const read = (name: string) => readFileSync(join(folder, prefix + name), 'utf8');
  const files = new Map<string, Csv>();
  return {
    csv(name) {
      const found = files.get(name);
      if (found) return found;
      const [header, ...lines] = read(`${name}.csv`).trimEnd().split('\n');
      const file = new Csv(
        header!.split(','),
        lines.map((line) => line.split(',')),
      );
      files.set(name, file);
      return file;
    },
    json: (name) => JSON.parse(read(`${name}.json`)),
  };
}

/** Figures that a person adds to or that a person's two days differ by. */
export interface Vector {
  readonly figures: number[];
  readonly units: number[];
  readonly variances: number[];
  readonly unitsPerPerson: number[];
  readonly tables: string[];
}

/** A file of targets: by target its figures. */
export function readVectors(file: Csv): Map<string, Vector> {
  const found = new Map<string, Vector>();
  for (const row of file.rows('target', 'figure', 'table', 'units_per_person', 'units', 'sigma_squared')) {
    let vector = found.get(row.target);
    if (!vector) {
      vector = { figures: [], units: [], variances: [], unitsPerPerson: [], tables: [] };
      found.set(row.target, vector);
    }
    vector.figures.push(Number(row.figure));
    vector.units.push(Number(row.units));
    vector.variances.push(Number(row.sigma_squared));
    vector.unitsPerPerson.push(Number(row.units_per_person));
    vector.tables.push(row.table);
  }
  return found;
}

/** Σ d²/2σ². */
export const costOf = ({ units, variances }: Vector): number =>
  units.reduce((rho, unit, index) => rho + unit ** 2 / (2 * variances[index]!), 0);

/** Classical suppression: hidden where a figure stands for fewer than 20 people. */
export const hideSmall = (value: number, unitsPerPerson: number): number => (value < 20 * unitsPerPerson ? NaN : value);

/** In the order in which keys come first. */
export function groupBy<T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
