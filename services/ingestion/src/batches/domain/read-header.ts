export const EVENT_COLUMNS = ['msisdn', 'timestamp', 'cell_id'] as const;

/** Where the needed columns stand (from 1) among all columns of the file. */
export interface EventColumns {
  readonly columns: number;
  readonly msisdnAt: number;
  readonly timestampAt: number;
  readonly cellAt: number;
}

export type Header =
  | { readonly kind: 'read'; readonly columns: EventColumns }
  | { readonly kind: 'refused'; readonly code: 'FILE_EMPTY' | 'WRONG_COLUMNS'; readonly message: string };

const EXPECTED = `expected ${EVENT_COLUMNS.join(', ')}, separated by commas, in the first line`;

/**
 * Reads the first line of an event file. Columns may stand in any order, with others between them. A message names what was
 * found only where it looks like a name: a file without a header has a person's number there.
 *
 * @param start the first bytes of the file, as text, its first line whole
 */
export function readHeader(start: string): Header {
  const line = start
    .replace(/^\uFEFF/, '')
    .split('\n', 1)[0]!
    .replace(/\r$/, '');
  if (line.trim() === '') {
    return { kind: 'refused', code: 'FILE_EMPTY', message: `The file has no header line: ${EXPECTED}.` };
  }
  const found = line.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const [msisdnAt, timestampAt, cellAt] = EVENT_COLUMNS.map((name) => found.indexOf(name) + 1) as [
    number,
    number,
    number,
  ];
  if (msisdnAt && timestampAt && cellAt) {
    return { kind: 'read', columns: { columns: found.length, msisdnAt, timestampAt, cellAt } };
  }
  const named = found.slice(0, 20).map(toShown).join(', ');
  const hint = found.length === 1 && /[;\t|]/.test(line) ? ' The file seems to have another delimiter.' : '';
  return { kind: 'refused', code: 'WRONG_COLUMNS', message: `Found the columns ${named}; ${EXPECTED}.${hint}` };
}

const toShown = (name: string): string =>
  /^[A-Za-z_][A-Za-z_ ;|\t.-]{0,80}$/.test(name) ? name.replaceAll('\t', ' (tab) ') : '(not a name)';
