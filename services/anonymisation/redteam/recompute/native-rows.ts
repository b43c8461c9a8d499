/**
 * Rows of a file of the column engine in its format `Native`: blocks of columns, each block with numbers of columns and rows, each
 * column with its name and type, then its values (ClickHouse documentation, "Native"). Only the types of panels and segments.
 *
 * @returns by column its values: text, or bytes as hexadecimal, or a number as text
 */
export function readNative(bytes: Buffer): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let at = 0;
  const number = (): number => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
      shift += 7;
    }
  };
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  const text = (): string => take(number()).toString('utf8');
  const readers: Record<string, () => string> = {
    String: text,
    UInt8: () => String(take(1)[0]),
    DateTime: () => String(take(4).readUInt32LE()),
    'FixedString(16)': () => take(16).toString('hex'),
  };
  while (at < bytes.length) {
    const [columns, rows] = [number(), number()];
    for (let column = 0; column < columns; column += 1) {
      const [name, type] = [text(), text()];
      const read = readers[type.replace(/^DateTime.*/, 'DateTime')];
      if (!read) throw new RangeError(`no reader of ${type}`);
      const values = found.get(name) ?? [];
      found.set(name, values);
      for (let row = 0; row < rows; row += 1) values.push(read());
    }
  }
  return found;
}

const FRAME = 0x184d2204;

/** Opens an LZ4 frame (LZ4 Frame Format 1.6; checksums are passed over). */
export function openLz4(bytes: Buffer): Buffer {
  if (bytes.readUInt32LE(0) !== FRAME) throw new RangeError('no LZ4 frame');
  const flags = bytes[4]!;
  let at = 6 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1;
  const opened: number[] = [];
  for (;;) {
    const size = bytes.readUInt32LE(at);
    at += 4;
    if (size === 0) return Buffer.from(opened);
    const block = bytes.subarray(at, at + (size & 0x7fffffff));
    at += block.length + (flags & 0x10 ? 4 : 0);
    if (size >>> 31) for (const byte of block) opened.push(byte);
    else openBlock(block, opened);
  }
}

/** Literals, then bytes that were there before, as often as there are any (LZ4 Block Format). */
function openBlock(block: Buffer, opened: number[]): void {
  let at = 0;
  const lengthOf = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255;) length += byte = block[at++]!;
    return length;
  };
  while (at < block.length) {
    const token = block[at++]!;
    for (let left = lengthOf(token >> 4); left > 0; left -= 1) opened.push(block[at++]!);
    if (at >= block.length) return;
    const distance = block.readUInt16LE(at);
    at += 2;
    for (let left = lengthOf(token & 15) + 4; left > 0; left -= 1) opened.push(opened[opened.length - distance]!);
  }
}
