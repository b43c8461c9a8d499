import type { Cell, Column } from './columns';

/** What a spreadsheet would take for the beginning of a formula (OWASP, CSV injection). */
const BEGINS_FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

/** One record of RFC 4180, with its line end. Text that looks like a formula gets an apostrophe before it; numbers stay numbers. */
export const toRecord = (cells: readonly Cell[], columns: readonly Column[]): string =>
  `${cells.map((cell, index) => toField(cell, columns[index]!)).join(',')}\r\n`;

export const toHeader = (columns: readonly Column[]): string => `${columns.map(({ name }) => name).join(',')}\r\n`;

/** Null is an empty field: neither zero nor a word. */
function toField(cell: Cell, { kind }: Column): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (kind !== 'text') return String(cell);
  const words = String(cell);
  const defused = BEGINS_FORMULA.test(words) ? `'${words}` : words;
  return NEEDS_QUOTES.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
}
