const BYTES = 4;
const [LEAST, MOST] = [-(2 ** 31), 2 ** 31 - 1];

/** Noisy figures as big-endian `int4`, one after the other. Refuses what does not fit: 2 thousand million units are no figure. */
export function toNoisyBytes(values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(values.length * BYTES);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index]!;
    if (!Number.isInteger(value) || value < LEAST || value > MOST) throw new RangeError('a noisy figure leaves int4');
    bytes.writeInt32BE(value, index * BYTES);
  }
  return bytes;
}

/** The other way round. */
export function fromNoisyBytes(bytes: Buffer): number[] {
  const values = new Array<number>(bytes.length / BYTES);
  for (let index = 0; index < values.length; index += 1) values[index] = bytes.readInt32BE(index * BYTES);
  return values;
}
