import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Day, Product } from '@passant/contracts';
import type { AccuracyCase } from './cases';
import type { PeriodCounts, ProductCounts } from './counts';
import type { LocationError } from './location-error';

/** One period as it was counted, without the plan: that is made again from the city's files. */
export interface KeptPeriod {
  readonly period: Day;
  readonly hours: readonly number[];
  readonly counts: PeriodCounts;
}

/** What counting a case yields. */
export interface CountedCase {
  readonly periods: readonly KeptPeriod[];
  /** Of a month: visitors and origin of its days, whose shares weight it. */
  readonly days: readonly KeptPeriod[];
  readonly locationError: Readonly<Record<string, LocationError>>;
}

/** What decides every count of a case. */
export interface CaseIdentity {
  readonly of: AccuracyCase;
  readonly seed: number;
  readonly panels: number;
}

interface PeriodIndex extends Pick<KeptPeriod, 'period' | 'hours'> {
  readonly products: readonly { readonly product: Product; readonly figures: number }[];
}

type CaseIndex = Pick<CountedCase, 'locationError'> & Readonly<Record<'periods' | 'days', readonly string[]>>;

/**
 * Counts of a case in its folder, period by period, so that a run that was cut off goes on where it was, and releasing and scoring
 * can be done again without counting again.
 */
export class KeptCounts {
  private constructor(
    private readonly folder: string,
    private readonly panels: number,
  ) {}

  /** @throws where the folder holds counts of another case */
  static async open(parent: string, of: CaseIdentity): Promise<KeptCounts> {
    const folder = join(parent, 'counted');
    await mkdir(folder, { recursive: true });
    const [file, wanted] = [join(folder, 'case.json'), JSON.stringify(of)];
    const found = await readFile(file, 'utf8').catch(() => null);
    if (found !== null && found !== wanted) {
      throw new Error(`${folder} holds counts of another case: name another folder with --counts.`);
    }
    await writeFile(file, wanted);
    return new KeptCounts(folder, of.panels);
  }

  /** Everything, once it is all counted. */
  async findCase(): Promise<CountedCase | null> {
    const text = await readFile(join(this.folder, 'all.json'), 'utf8').catch(() => null);
    if (text === null) return null;
    const index = JSON.parse(text) as CaseIndex;
    const read = async (names: readonly string[]) =>
      Promise.all(names.map(async (name) => (await this.findPeriod(name))!));
    return {
      locationError: index.locationError,
      periods: await read(index.periods),
      days: await read(index.days),
    };
  }

  async keepCase(index: CaseIndex): Promise<CountedCase> {
    await this.write('all.json', JSON.stringify(index));
    return (await this.findCase())!;
  }

  async keepPeriod(name: string, { period, hours, counts }: KeptPeriod): Promise<void> {
    const products = [...counts].map(([product, { truth }]) => ({ product, figures: truth.length }));
    const arrays = [...counts.values()].flatMap(toArrays);
    await this.write(`${name}.f64`, Buffer.concat(arrays.map(toBytes)));
    await this.write(`${name}.json`, JSON.stringify({ period, hours, products } satisfies PeriodIndex));
  }

  async findPeriod(name: string): Promise<KeptPeriod | null> {
    const text = await readFile(join(this.folder, `${name}.json`), 'utf8').catch(() => null);
    if (text === null) return null;
    const { period, hours, products } = JSON.parse(text) as PeriodIndex;
    const bytes = await readFile(join(this.folder, `${name}.f64`));
    const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    let at = 0;
    const take = (figures: number) => all.subarray(at, (at += figures));
    const toCounts = (figures: number): ProductCounts => ({
      everybody: take(figures),
      truth: take(figures),
      panels: Array.from({ length: this.panels }, () => ({ 'place-statistics': take(figures), both: take(figures) })),
    });
    return { period, hours, counts: new Map(products.map(({ product, figures }) => [product, toCounts(figures)])) };
  }

  /** Whole or not at all. */
  private async write(name: string, content: string | Buffer): Promise<void> {
    await writeFile(join(this.folder, `${name}.part`), content);
    await rename(join(this.folder, `${name}.part`), join(this.folder, name));
  }
}

const toBytes = (array: Float64Array): Buffer => Buffer.from(array.buffer, array.byteOffset, array.byteLength);

const toArrays = ({ everybody, truth, panels }: ProductCounts): Float64Array[] => [
  everybody,
  truth,
  ...panels.flatMap((panel) => [panel['place-statistics'], panel.both]),
];
