/**
 * The assignment of rows to columns of least cost (Kuhn 1955, Munkres 1957), in the O(n³) form by shortest augmenting
 * paths with potentials (Jonker and Volgenant 1987).
 *
 * @param costs square, `costs[row * size + column]`
 * @returns the column of each row
 */
export function assign(costs: ArrayLike<number>, size: number): Int32Array {
  const [rowPotential, columnPotential] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  // Column 0 is a way in: it holds the row that is placed next.
  const rowOf = new Int32Array(size + 1);
  const before = new Int32Array(size + 1);
  const least = new Float64Array(size + 1);
  const visited = new Uint8Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    rowOf[0] = row;
    least.fill(Infinity);
    visited.fill(0);
    let column = 0;
    do {
      visited[column] = 1;
      const current = rowOf[column]!;
      const at = (current - 1) * size - 1;
      let [delta, next] = [Infinity, 0];
      for (let other = 1; other <= size; other += 1) {
        if (visited[other]) continue;
        const reduced = costs[at + other]! - rowPotential[current]! - columnPotential[other]!;
        if (reduced < least[other]!) {
          least[other] = reduced;
          before[other] = column;
        }
        if (least[other]! < delta) {
          delta = least[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= size; other += 1) {
        if (visited[other]) {
          rowPotential[rowOf[other]!]! += delta;
          columnPotential[other]! -= delta;
        } else least[other]! -= delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      const previous = before[column]!;
      rowOf[column] = rowOf[previous]!;
      column = previous;
    }
  }
  const columnOf = new Int32Array(size);
  for (let column = 1; column <= size; column += 1) columnOf[rowOf[column]! - 1] = column - 1;
  return columnOf;
}
