import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { SuiteId } from './arguments';
import { nameFigure, type Cube } from './world/cube';
import type { Sparse } from './attacks/least-squares';

type Cell = string | number;

/** Columns that name a figure. */
const FIGURE = ['figure', 'table', 'row', 'column', 'units_per_person'];

/** Writes what a suite released and what its attacker knew, so that another program can recompute the result (see README). */
export interface Recorder {
  /** Whether anything is written: nobody should gather millions of figures for nothing. */
  readonly keeps: boolean;
  /** `<suite>/<name>.csv` with a header. Rows are only asked for where they are written. */
  writeCsv(
    suite: SuiteId,
    name: string,
    table: { header: readonly string[]; rows: () => Iterable<readonly Cell[]> },
  ): Promise<void>;
  writeJson(suite: SuiteId, name: string, value: unknown): Promise<void>;
}

/** Nothing is kept. */
export const noRecorder: Recorder = {
  keeps: false,
  writeCsv: () => Promise.resolve(),
  writeJson: () => Promise.resolve(),
};

export function folderRecorder(folder: string): Recorder {
  const prepare = async (suite: SuiteId): Promise<string> => {
    const directory = join(folder, suite);
    await mkdir(directory, { recursive: true });
    return directory;
  };
  return {
    keeps: true,
    async writeCsv(suite, name, { header, rows }) {
      const file = createWriteStream(join(await prepare(suite), `${name}.csv`));
      file.write(`${header.map(toText).join(',')}\n`);
      for (const row of rows()) {
        if (!file.write(`${row.map(toText).join(',')}\n`)) await once(file, 'drain');
      }
      file.end();
      await finished(file);
    },
    async writeJson(suite, name, value) {
      await writeFile(join(await prepare(suite), `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
    },
  };
}

/** @throws RangeError of a text that would be two cells */
function toText(cell: Cell): string {
  const text = typeof cell === 'number' && Number.isNaN(cell) ? '' : String(cell);
  if (/[,\n"]/.test(text)) throw new RangeError(`no cell of a file without quotes: ${text}`);
  return text;
}

/** A person's part in a cube: one line a figure. */
export const sparseTable = (cube: Cube, people: Iterable<readonly [Cell, Sparse]>, variances: Float64Array) => ({
  header: ['target', ...FIGURE, 'units', 'sigma_squared'],
  *rows(): Generator<readonly Cell[]> {
    for (const [target, { figures, units }] of people) {
      for (let index = 0; index < figures.length; index += 1) {
        const figure = figures[index]!;
        yield [target, figure, ...nameFigure(cube, figure), units[index]!, variances[figure]!];
      }
    }
  },
});

/** Scores of an attack: one line a world. */
export const scoreTable = (sets: Readonly<Record<string, { in: ArrayLike<number>; out: ArrayLike<number> }>>) => ({
  header: ['attack', 'world', 'member', 'score'],
  *rows(): Generator<readonly Cell[]> {
    for (const [attack, scores] of Object.entries(sets)) {
      for (const member of [1, 0]) {
        const list = member ? scores.in : scores.out;
        for (let world = 0; world < list.length; world += 1) yield [attack, world, member, list[world]!];
      }
    }
  },
});

/** One line a release: what it is, then each of its figures in the order of `figures` (`f<number in the cube>`). */
export const wideTable = (
  lead: readonly string[],
  figures: ArrayLike<number>,
  rows: readonly (readonly [lead: readonly Cell[], values: ArrayLike<number>])[],
) => ({
  header: [...lead, ...Array.from(figures, (figure) => `f${figure}`)],
  *rows(): Generator<readonly Cell[]> {
    for (const [first, values] of rows) yield [...first, ...Array.from(values)];
  },
});

/** Every figure of a cube: its names, its noise and, where there is one, a value. */
export const cubeTable = (
  cube: Cube,
  variances: Float64Array,
  given?: { readonly column: string; readonly values: ArrayLike<number> },
) => ({
  header: [...FIGURE, 'sigma_squared', ...(given ? [given.column] : [])],
  *rows(): Generator<readonly Cell[]> {
    for (let figure = 0; figure < cube.figures; figure += 1) {
      const value = given ? [given.values[figure]!] : [];
      yield [figure, ...nameFigure(cube, figure), variances[figure]!, ...value];
    }
  },
});

export const everyFigure = (cube: Cube): number[] => Array.from({ length: cube.figures }, (_, figure) => figure);
