import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ExportedLine } from '@passant/platform';
import type { StoredEntry } from '@passant/proofs';
import { CommandUnusable } from '../terminal';

/** What stands before the entries of an export, and the entries as they are read. */
export interface ReadExport {
  readonly log: string;
  readonly unsealed: number;
  readonly checkpoints: readonly string[];
  readonly entries: AsyncIterable<StoredEntry>;
}

/** The lines of a file that `passant audit export` wrote. @throws CommandUnusable */
export async function* readExportFile(file: string): AsyncGenerator<ExportedLine> {
  let number = 0;
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
      number += 1;
      if (line !== '') yield JSON.parse(line) as ExportedLine;
    }
  } catch {
    throw new CommandUnusable(
      `${file} is no export of an audit log (line ${number}). Make one with passant audit export.`,
    );
  }
}

/** @throws CommandUnusable */
export async function openExport(lines: AsyncGenerator<ExportedLine>): Promise<ReadExport> {
  const head = await lines.next();
  if (head.done || !('log' in head.value))
    throw new CommandUnusable('The export has no first line that names its log.');
  const checkpoints: string[] = [];
  let first = await lines.next();
  for (; !first.done && 'checkpoint' in first.value; first = await lines.next())
    checkpoints.push(first.value.checkpoint);
  async function* entries(): AsyncGenerator<StoredEntry> {
    for (let line = first; !line.done; line = await lines.next()) if ('entry' in line.value) yield line.value.entry;
  }
  return { ...head.value, checkpoints, entries: entries() };
}
