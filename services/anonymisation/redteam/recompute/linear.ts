/** Solves `A x = b` by Gaussian elimination with pivots. Both are consumed. */
export function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1)
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = column + 1; row < size; row += 1) {
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let index = column; index < size; index += 1) matrix[row]![index]! -= factor * matrix[column]![index]!;
      right[row]! -= factor * right[column]!;
    }
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let index = row + 1; index < size; index += 1) right[row]! -= matrix[row]![index]! * right[index]!;
    right[row]! /= matrix[row]![row]!;
  }
  return right;
}

/**
 * Fisher's discriminant with a ridge: least squares of labels (±1) on standardised features. @returns scores features like these
 */
export function discriminate(
  rows: readonly Float64Array[],
  labels: readonly number[],
  ridge: number,
): (row: Float64Array) => number {
  const width = rows[0]!.length;
  const means = new Float64Array(width);
  for (const row of rows) for (let at = 0; at < width; at += 1) means[at]! += row[at]! / rows.length;
  const variances = new Float64Array(width);
  for (const row of rows)
    for (let at = 0; at < width; at += 1) variances[at]! += (row[at]! - means[at]!) ** 2 / rows.length;
  const scales = variances.map((variance) => (variance > 1e-9 ? 1 / Math.sqrt(variance) : 0));
  const standardise = (row: Float64Array) => row.map((value, at) => (value - means[at]!) * scales[at]!);
  const gram = Array.from({ length: width }, () => new Float64Array(width));
  const right = new Float64Array(width);
  for (const [index, row] of rows.entries()) {
    const x = standardise(row);
    for (let one = 0; one < width; one += 1) {
      right[one]! += x[one]! * (labels[index]! ? 1 : -1);
      for (let other = 0; other <= one; other += 1) gram[one]![other]! += x[one]! * x[other]!;
    }
  }
  for (let one = 0; one < width; one += 1) {
    gram[one]![one]! += ridge * rows.length;
    for (let other = 0; other < one; other += 1) gram[other]![one] = gram[one]![other]!;
  }
  const weights = solve(gram, right);
  return (row) => standardise(row).reduce((score, value, at) => score + value * weights[at]!, 0);
}
