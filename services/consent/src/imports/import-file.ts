import type { Readable } from 'node:stream';
import { parseCsvRow, parseHeader } from './domain/parse-csv-row';
import type { Parsed, RowProblem } from './domain/parse-subscriber';
import { ColumnsMissing, FileEmpty, WrongDelimiter } from './imports.errors';
import { readLines } from './read-lines';

const CHUNK_ROWS = 5000;
const MOST_PROBLEMS = 100;

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

export interface FileReader<Column extends string, Row> {
  readonly columns: readonly Column[];
  /** Columns that a file may lack: their fields are empty then. */
  readonly optional?: readonly Column[];
  parse(fields: Readonly<Record<Column, string>>): Parsed<Row>;
  save(rows: readonly NumberedRow<Row>[]): Promise<ChunkOutcome>;
}

/**
 * Reads a CSV file as it arrives and saves it in chunks, a transaction each. Rows that cannot be used are counted and named by
 * line; all others are taken. Sending the file again changes nothing.
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
  const tally = new Tally();
  let chunk: NumberedRow<Row>[] = [];
  for await (const { number, text } of lines) {
    if (text?.trim() === '') continue;
    const parsed = text === null ? ({ problem: 'row_too_long' } as const) : parseRow(text, outcome, reader);
    if ('problem' in parsed) tally.refuse(number, parsed.problem);
    else chunk.push({ line: number, row: parsed.row });
    if (chunk.length < CHUNK_ROWS) continue;
    tally.add(chunk.length, await reader.save(chunk));
    chunk = [];
  }
  if (chunk.length > 0) tally.add(chunk.length, await reader.save(chunk));
  return tally.report;
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

class Tally {
  private imported = 0;
  private unchanged = 0;
  private rejected = 0;
  private readonly problems: { line: number; reason: RowProblem }[] = [];

  refuse(line: number, reason: RowProblem): void {
    this.rejected += 1;
    if (this.problems.length < MOST_PROBLEMS) this.problems.push({ line, reason });
  }

  add(rows: number, { imported, refused }: ChunkOutcome): void {
    this.imported += imported;
    this.unchanged += rows - imported - refused.length;
    for (const { line, reason } of refused) this.refuse(line, reason);
  }

  get report(): ImportReport {
    const { imported, unchanged, rejected } = this;
    return { imported, unchanged, rejected, problems: [...this.problems].sort((a, b) => a.line - b.line) };
  }
}
