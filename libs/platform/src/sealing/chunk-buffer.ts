/** Bytes that came in pieces of any size, to be taken in pieces of a wanted size. */
export class ChunkBuffer {
  private pieces: Buffer[] = [];
  private bytes = 0;

  get length(): number {
    return this.bytes;
  }

  add(piece: Buffer): void {
    this.pieces.push(piece);
    this.bytes += piece.length;
  }

  /** The first `wanted` bytes; there must be as many. */
  take(wanted: number): Buffer {
    const taken: Buffer[] = [];
    let missing = wanted;
    while (missing > 0) {
      const piece = this.pieces[0]!;
      if (piece.length > missing) {
        taken.push(piece.subarray(0, missing));
        this.pieces[0] = piece.subarray(missing);
        missing = 0;
      } else {
        taken.push(piece);
        this.pieces.shift();
        missing -= piece.length;
      }
    }
    this.bytes -= wanted;
    return taken.length === 1 ? taken[0]! : Buffer.concat(taken);
  }
}
