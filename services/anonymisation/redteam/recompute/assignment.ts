/**
 * Whether an assignment would cost less if rows exchanged their columns along some cycle: it is one of least cost where there is no
 * cycle of negative cost (Klein 1967). Shortest ways by Bellman and Ford from everywhere at once: what still falls after `size` rounds
 * falls for ever.
 *
 * @param cost of a row and a column, rows and columns numbered so that row i has column i
 */
export function canImprove(cost: (row: number, column: number) => number, size: number): boolean {
  const gains = Array.from({ length: size }, (_, row) => {
    const now = cost(row, row);
    const gained = new Float64Array(size);
    for (let column = 0; column < size; column += 1) gained[column] = cost(row, column) - now;
    return gained;
  });
  const distances = new Float64Array(size);
  for (let round = 0; round <= size; round += 1) {
    let changed = false;
    for (const [row, costs] of gains.entries()) {
      for (let column = 0; column < size; column += 1) {
        const through = distances[row]! + costs[column]!;
        if (through >= distances[column]! - 1e-7) continue;
        distances[column] = through;
        changed = true;
      }
    }
    if (!changed) return false;
  }
  return true;
}
