import { type Column, type Group, toRows } from '../domain/columns';
import { toHeader, toRecord } from '../domain/csv';

/** RFC 4180, UTF-8 without a mark: one piece a batch of groups. */
export async function* writeCsv(columns: readonly Column[], batches: AsyncIterable<readonly Group[]>) {
  yield Buffer.from(toHeader(columns));
  for await (const groups of batches) {
    const records: string[] = [];
    for (const group of groups) for (const row of toRows(group, columns)) records.push(toRecord(row, columns));
    yield Buffer.from(records.join(''));
  }
}
