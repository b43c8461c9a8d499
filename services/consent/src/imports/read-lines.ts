import type { Readable } from 'node:stream';

/** One line of a file, or that it is too long to be one. `number` counts from 1. */
export type FileLine =
  { readonly number: number; readonly text: string } | { readonly number: number; readonly text: null };

const LONGEST_BYTES = 4096;
const NEWLINE = 0x0a;

/** The lines of a stream, holding never more than one of them: of a 50 MB line only its number is known. */
export async function* readLines(source: Readable): AsyncGenerator<FileLine> {
  let pieces: Buffer[] = [];
  let length = 0;
  let number = 1;
  const add = (piece: Buffer): void => {
    length += piece.length;
    if (length <= LONGEST_BYTES) pieces.push(piece);
  };
  const take = (): FileLine => {
    const text = length > LONGEST_BYTES ? null : Buffer.concat(pieces).toString('utf8').replace(/\r$/, '');
    pieces = [];
    length = 0;
    number += 1;
    return { number: number - 1, text };
  };
  for await (const chunk of source) {
    let rest = Buffer.from(chunk as Uint8Array);
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      add(rest.subarray(0, end));
      yield take();
      rest = rest.subarray(end + 1);
    }
    add(rest);
  }
  if (length > 0) yield take();
}
