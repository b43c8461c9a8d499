/** Rows that can be measured. A further one: its name here, its function in `main.ts`. */
export const ROW_NAMES = ['anonymise'] as const;
export type RowName = (typeof ROW_NAMES)[number];

/** One measurement of a row. */
export interface BenchRow {
  readonly row: RowName;
  /** Stored rows it was measured over. */
  readonly storedRows: number;
  /** Time divided by the yardstick's on the same input in the same run. */
  readonly ratio: number;
  /** Medians. */
  readonly seconds: number;
  readonly yardstickSeconds: number;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface BenchContext {
  readonly quick: boolean;
  readonly say: (what: string) => void;
}

/** Everything needed to run the same again: printed with the result. */
export interface BenchText {
  readonly title: string;
  readonly text: string;
}

export interface BenchResult {
  readonly rows: readonly BenchRow[];
  readonly texts: readonly BenchText[];
}
