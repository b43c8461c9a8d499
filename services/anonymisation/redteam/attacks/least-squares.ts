/** A sparse vector over the figures of a cube: `units[i]` at `figures[i]`, figures ascending and different. */
export interface Sparse {
  readonly figures: Int32Array;
  readonly units: Int32Array;
}

/**
 * Weighted least squares for many unknowns `x`: `y = Σ x_k · d_k + noise`, each figure with its own weight (one over its
 * variance): the normal equations `(Σ w·d_j·d_k) x = Σ w·d_j·y`, solved by Cholesky with a hair of ridge, so that two
 * people whose days differ alike do not stop it.
 *
 * @param observed what was released minus what the attacker knows, by figure
 * @param prior precision of what is known of each unknown beforehand (around 0): with noise far above a bit, plain least squares
 *   for many bits at once is worse than asking for each alone; the best linear answer is not. 0: plain least squares
 */
export function solveBits(
  vectors: readonly Sparse[],
  observed: Float64Array,
  { weights, prior = 0 }: { readonly weights: Float64Array; readonly prior?: number },
): Float64Array {
  const size = vectors.length;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const dense = new Float64Array(observed.length);
  for (const [row, { figures, units }] of vectors.entries()) {
    for (let index = 0; index < figures.length; index += 1) {
      const figure = figures[index]!;
      dense[figure] = units[index]! * weights[figure]!;
      right[row]! += dense[figure]! * observed[figure]!;
    }
    for (let other = 0; other <= row; other += 1) {
      const column = vectors[other]!;
      let sum = 0;
      for (let index = 0; index < column.figures.length; index += 1)
        sum += column.units[index]! * dense[column.figures[index]!]!;
      gram[row * size + other] = sum;
      gram[other * size + row] = sum;
    }
    gram[row * size + row]! += prior;
    for (const figure of figures) dense[figure] = 0;
  }
  return solveSymmetric(gram, right);
}

/** Solves `A x = b` for a symmetric positive semidefinite A (Cholesky; ridge 10⁻¹⁰ of the mean diagonal). */
export function solveSymmetric(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  let trace = 0;
  for (let row = 0; row < size; row += 1) trace += matrix[row * size + row]!;
  const ridge = (trace / size) * 1e-10 || 1e-300;
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column]! + (row === column ? ridge : 0);
      for (let k = 0; k < column; k += 1) sum -= lower[row * size + k]! * lower[column * size + k]!;
      lower[row * size + column] =
        row === column ? Math.sqrt(Math.max(sum, ridge)) : sum / lower[column * size + column]!;
    }
  }
  const solution = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) solution[row]! -= lower[row * size + k]! * solution[k]!;
    solution[row]! /= lower[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) solution[row]! -= lower[k * size + row]! * solution[k]!;
    solution[row]! /= lower[row * size + row]!;
  }
  return solution;
}
