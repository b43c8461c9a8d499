import type { Readable } from 'node:stream';
import { parseCsvRow, parseHeader } from './domain/parse-csv-row';
import type { Parsed, RowProblem } from './domain/parse-subscriber';
import { ColumnsMissing, FileEmpty, WrongDelimiter } from './imports.errors';
import { readLines } from './read-lines';

/** Few enough that a chunk is garbage while it is young, and that its numbers are looked up by index however many lines there are. */
const CHUNK_ROWS = 1000;
export const MOST_PROBLEMS = 100;

/** What became of a file. Lines are named, never who stands in them. */
export interface ImportReport {
  readonly imported: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** The first 100. `line` counts from 1, the header included. */
  readonly problems: readonly { readonly line: number; readonly reason: RowProblem }[];
}

export interface NumberedRow<Row> {
  readonly line: number;
  readonly row: Row;
}

/** What became of a chunk: rows that changed something, and refused ones; all others were known. */
export interface ChunkOutcome {
  readonly imported: number;
  readonly refused: readonly { readonly line: number; readonly reason: RowProblem }[];
}

/** What became of the lines of a chunk. */
export interface Taken {
  readonly imported: number;
  readonly unchanged: number;
  readonly problems: readonly { readonly line: number; readonly reason: RowProblem }[];
}

/** Where a file is taken up again after a crash. */
export interface Progress {
  /** What was taken of the file before; 0: nothing. */
  readonly linesDone: number;
  /** Sees every line, also the ones that were taken before, as they stand in the file. */
  read(line: number, text: string | null): void;
  /** Runs `work` in a transaction, with the note that everything up to the line that was read last is taken. */
  take(work: () => Promise<Taken>): Promise<void>;
}

export interface FileReader<Column extends string, Row> {
  readonly columns: readonly Column[];
  /** Columns that a file may lack: their fields are empty then. */
  readonly optional?: readonly Column[];
  parse(fields: Readonly<Record<Column, string>>): Parsed<Row>;
  save(rows: readonly NumberedRow<Row>[]): Promise<ChunkOutcome>;
  /** Where absent nothing is noted, and a file begins at its beginning. */
  readonly progress?: Progress;
}

/**
 * Reads a CSV file as it arrives and saves it in chunks, a transaction each. Rows that cannot be used are counted and named by
 * line; all others are taken. Sending the file again changes nothing; with `progress` it goes on behind what was taken.
 *
 * @throws FileEmpty, WrongDelimiter, ColumnsMissing with nothing imported
 */
export async function importFile<Column extends string, Row>(
  source: Readable,
  reader: FileReader<Column, Row>,
): Promise<ImportReport> {
  const lines = readLines(source);
  const first = await lines.next();
  if (first.done || first.value.text === null || first.value.text.trim() === '') throw new FileEmpty();
  const outcome = parseHeader(first.value.text, reader.columns, reader.optional);
  if (outcome.kind === 'wrong-delimiter') throw new WrongDelimiter();
  if (outcome.kind === 'missing') throw new ColumnsMissing(outcome.columns);
  const chunks = new Chunks(reader);
  reader.progress?.read(1, first.value.text);
  for await (const { number, text } of lines) {
    reader.progress?.read(number, text);
    if (number <= (reader.progress?.linesDone ?? 0)) continue;
    if (text?.trim() === '') continue;
    const parsed = text === null ? ({ problem: 'row_too_long' } as const) : parseRow(text, outcome, reader);
    if ('problem' in parsed) chunks.refuse(number, parsed.problem);
    else chunks.add({ line: number, row: parsed.row });
    if (chunks.isFull) await chunks.save();
  }
  await chunks.save();
  return chunks.report;
}

function parseRow<Column extends string, Row>(
  text: string,
  { header, width }: { header: Readonly<Record<Column, number>>; width: number },
  reader: FileReader<Column, Row>,
): Parsed<Row> {
  const values = text.includes('\0') ? undefined : parseCsvRow(text);
  if (values?.length !== width) return { problem: 'malformed_row' };
  const fields = reader.columns.map((column) => [column, values[header[column]] ?? '']);
  return reader.parse(Object.fromEntries(fields) as Record<Column, string>);
}

/** Rows between two transactions: whether they can be used or not, there are never more of them than a chunk. */
class Chunks<Column extends string, Row> {
  private rows: NumberedRow<Row>[] = [];
  private bad: { line: number; reason: RowProblem }[] = [];
  private readonly tally = { imported: 0, unchanged: 0, rejected: 0 };
  private readonly problems: { line: number; reason: RowProblem }[] = [];

  constructor(private readonly reader: FileReader<Column, Row>) {}

  get isFull(): boolean {
    return this.rows.length + this.bad.length >= CHUNK_ROWS;
  }

  get report(): ImportReport {
    return { ...this.tally, problems: [...this.problems].sort((a, b) => a.line - b.line) };
  }

  add(row: NumberedRow<Row>): void {
    this.rows.push(row);
  }

  refuse(line: number, reason: RowProblem): void {
    this.bad.push({ line, reason });
  }

  async save(): Promise<void> {
    const { rows, bad } = this;
    if (rows.length + bad.length === 0) return;
    [this.rows, this.bad] = [[], []];
    let taken: Taken | undefined;
    const take = async (): Promise<Taken> => {
      const { imported, refused } = rows.length > 0 ? await this.reader.save(rows) : NOTHING;
      const unchanged = rows.length - imported - refused.length;
      return (taken = { imported, unchanged, problems: [...bad, ...refused] });
    };
    await (this.reader.progress ? this.reader.progress.take(take) : take());
    this.count(taken!);
  }

  private count({ imported, unchanged, problems }: Taken): void {
    this.tally.imported += imported;
    this.tally.unchanged += unchanged;
    this.tally.rejected += problems.length;
    this.problems.push(...problems.slice(0, MOST_PROBLEMS - this.problems.length));
  }
}

const NOTHING: ChunkOutcome = { imported: 0, refused: [] };
