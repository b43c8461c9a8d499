import { EngineFailed } from './engine-failed';

export const MAX_ROWS = 100_000;
const NONCE_COLUMN = 'passant_nonce';

/** Wraps a query so that every row of its answer carries the nonce. One row more than allowed is asked for, to notice. */
export const withNonce = (statement: string): string =>
  `SELECT {${NONCE_COLUMN}:String} AS ${NONCE_COLUMN}, * FROM (\n${statement}\n) LIMIT ${MAX_ROWS + 1}`;

export const nonceParameter = (nonce: string): Record<string, string> => ({ [NONCE_COLUMN]: nonce });

/**
 * Reads an answer in `JSONEachRow`. A row without this query's nonce belongs to another query (after a failed one the
 * engine puts that one's partial rows in front of the next answer): the whole answer is refused.
 */
export function readAnswer<Row>(text: string, nonce: string): Row[] {
  const lines = text.split('\n').filter((line) => line !== '');
  if (lines.length > MAX_ROWS) throw new EngineFailed('ENGINE_FAILED');
  return lines.map((line) => {
    const row = parseLine(line);
    if (row[NONCE_COLUMN] !== nonce) throw new EngineFailed('ENGINE_FAILED');
    delete row[NONCE_COLUMN];
    return row as Row;
  });
}

function parseLine(line: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // The parser's message quotes the line.
    throw new EngineFailed('ENGINE_FAILED');
  }
}
