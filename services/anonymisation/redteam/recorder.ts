import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SuiteId } from './arguments';
import { nameFigure, type Cube } from './world/cube';
import type { Sparse } from './attacks/least-squares';

type Cell = string | number;

/** Writes what a suite released and what its attacker knew, so that another program can recompute the result (see README). */
export interface Recorder {
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
    async writeCsv(suite, name, { header, rows }) {
      const lines = [header.join(',')];
      for (const row of rows()) lines.push(row.map(toText).join(','));
      await writeFile(join(await prepare(suite), `${name}.csv`), `${lines.join('\n')}\n`);
    },
    async writeJson(suite, name, value) {
      await writeFile(join(await prepare(suite), `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
    },
  };
}

const toText = (cell: Cell): string => (typeof cell === 'number' && Number.isNaN(cell) ? '' : String(cell));

/** A person's part in a cube: one line a figure. */
export const sparseTable = (cube: Cube, people: Iterable<readonly [Cell, Sparse]>, variances: Float64Array) => ({
  header: ['target', 'figure', 'table', 'row', 'column', 'units', 'sigma_squared'],
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
