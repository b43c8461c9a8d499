import type { Parsed, Problem } from './problem';

/** One row of a table: its line in the file (the header is line 1) and its values by column name. */
export interface CsvRow {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Parses comma-separated text with a header (UTF-8, optional byte order mark, LF or CRLF, quotes as in RFC 4180 but no
 * line breaks inside quotes). Further columns than the required ones are kept.
 * @param file how messages call the file, e.g. `cells`
 */
export function parseCsv(file: string, text: string, required: readonly string[]): Parsed<CsvTable> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const header = lines[0] ?? '';
  if (header.trim() === '') {
    return refuse(
      'empty-file',
      `The ${file} file is empty: its first line must name the columns ${required.join(',')}.`,
    );
  }
  const columns = splitLine(header)?.map((name) => name.trim()) ?? [];
  const other = [';', '\t', '|'].find((delimiter) => columns.length === 1 && header.includes(delimiter));
  if (other) {
    const name = other === '\t' ? 'tabs' : `"${other}"`;
    return refuse(
      'wrong-delimiter',
      `Line 1 of the ${file} file is separated by ${name}: separate columns by commas.`,
      1,
    );
  }
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const plural = missing.length > 1 ? 's' : '';
    return refuse(
      'missing-column',
      `The ${file} file lacks the column${plural} ${missing.join(', ')}: add ${plural ? 'them' : 'it'} to line 1 and to every row.`,
      1,
    );
  }
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) {
    return refuse('malformed-row', `Line 1 of the ${file} file names the column ${twice} twice: remove one.`, 1);
  }
  return parseRows(file, lines, columns);
}

function parseRows(file: string, lines: readonly string[], columns: readonly string[]): Parsed<CsvTable> {
  const rows: CsvRow[] = [];
  const problems: Problem[] = [];
  for (let index = 1; index < lines.length; index++) {
    const text = lines[index]!;
    if (text.trim() === '') continue;
    const line = index + 1;
    const values = splitLine(text);
    if (values?.length === columns.length) {
      rows.push({ line, values: new Map(columns.map((name, column) => [name, values[column]!.trim()])) });
    } else {
      const found = values ? `${values.length} values` : 'a quote that is not closed';
      const message = `Line ${line} of the ${file} file has ${found}, its header ${columns.length} columns: complete the row.`;
      problems.push({ code: 'malformed-row', message, line });
      if (problems.length === 100) break;
    }
  }
  if (problems.length > 0) return { kind: 'refused', problems };
  if (rows.length === 0) return refuse('empty-file', `The ${file} file has a header and no rows.`);
  return { kind: 'parsed', value: { columns, rows } };
}

function splitLine(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',');
  const values: string[] = [];
  let value = '';
  let quoted = false;
  for (let index = 0; index < line.length; index++) {
    const character = line[index]!;
    if (quoted && character === '"' && line[index + 1] === '"') {
      value += '"';
      index++;
    } else if (character === '"') {
      quoted = !quoted;
    } else if (character === ',' && !quoted) {
      values.push(value);
      value = '';
    } else {
      value += character;
    }
  }
  return quoted ? undefined : [...values, value];
}

function refuse(code: Problem['code'], message: string, line?: number): Parsed<CsvTable> {
  return { kind: 'refused', problems: [line === undefined ? { code, message } : { code, message, line }] };
}
