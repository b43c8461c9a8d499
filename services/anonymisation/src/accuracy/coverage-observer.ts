import { readFile, rename, writeFile } from 'node:fs/promises';
import type { MeasurementObserver } from '../closes/measurement-observer';
import type { MeasuredTable } from '../releases/measuring.service';
import { measureCoverage, type Coverage } from './coverage';

/** Adds each close to two totals in one file. For simulated people: no image and no other entry point contains it. */
export class CoverageObserver implements MeasurementObserver {
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly file: string) {}

  observe(tables: readonly MeasuredTable[]): Promise<void> {
    const coverage = measureCoverage(tables);
    this.last = this.last.catch(() => undefined).then(() => this.add(coverage));
    return this.last;
  }

  private async add(coverage: Coverage): Promise<void> {
    const before = await this.read();
    const total: Coverage = {
      figures: before.figures + coverage.figures,
      covered95: before.covered95 + coverage.covered95,
    };
    await writeFile(`${this.file}.new`, `${JSON.stringify(total)}\n`);
    await rename(`${this.file}.new`, this.file);
  }

  private async read(): Promise<Coverage> {
    const text = await readFile(this.file, 'utf8').catch(() => '{"figures":0,"covered95":0}');
    return JSON.parse(text) as Coverage;
  }
}
