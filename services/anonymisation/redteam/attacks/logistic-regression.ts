/** Rows of one width, one after another. */
export interface Matrix {
  readonly width: number;
  readonly values: Float64Array;
}

export interface LogisticModel {
  readonly weights: Float64Array;
  readonly bias: number;
  readonly means: Float64Array;
  readonly scales: Float64Array;
}

const ROUNDS = 80;

/**
 * Logistic regression with a ridge, on standardised features, by Nesterov's accelerated gradient (2004, scheme of constant
 * step): the loss is convex with a gradient that is Lipschitz by a quarter of the features' largest squared norm, bounded
 * here by a power iteration. Columns that never vary get weight 0.
 *
 * @param labels 1 or 0 a row
 * @param ridge added to the mean loss: `ridge/2 · |w|²`
 */
export function trainLogistic(features: Matrix, labels: ArrayLike<number>, ridge: number): LogisticModel {
  const { width, values } = features;
  const rows = labels.length;
  const { means, scales } = standardisation(features, rows);
  const x = new Float64Array(values.length);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < width; column += 1) {
      x[row * width + column] = (values[row * width + column]! - means[column]!) * scales[column]!;
    }
  }
  const step = 1 / (largestEigenvalue(x, rows, width) / 4 + 0.25 + ridge);
  let weights = new Float64Array(width);
  let ahead = new Float64Array(width);
  let [bias, aheadBias] = [0, 0];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const gradient = new Float64Array(width);
    let gradientBias = 0;
    for (let row = 0; row < rows; row += 1) {
      const at = row * width;
      let score = aheadBias;
      for (let column = 0; column < width; column += 1) score += x[at + column]! * ahead[column]!;
      const error = (1 / (1 + Math.exp(-score)) - labels[row]!) / rows;
      gradientBias += error;
      for (let column = 0; column < width; column += 1) gradient[column]! += error * x[at + column]!;
    }
    const momentum = round / (round + 3);
    const next = weights.map((_, column) => ahead[column]! - step * (gradient[column]! + ridge * ahead[column]!));
    const nextBias = aheadBias - step * gradientBias;
    ahead = next.map((weight, column) => weight + momentum * (weight - weights[column]!));
    aheadBias = nextBias + momentum * (nextBias - bias);
    [weights, bias] = [next, nextBias];
  }
  return { weights, bias, means, scales };
}

/** The log-odds of each row. */
export function scoreLogistic(
  { weights, bias, means, scales }: LogisticModel,
  { width, values }: Matrix,
): Float64Array {
  const scores = new Float64Array(values.length / width);
  for (let row = 0; row < scores.length; row += 1) {
    let score = bias;
    for (let column = 0; column < width; column += 1) {
      score += (values[row * width + column]! - means[column]!) * scales[column]! * weights[column]!;
    }
    scores[row] = score;
  }
  return scores;
}

/** Mean and inverse standard deviation (0 where a column never varies) of each column. */
function standardisation({ width, values }: Matrix, rows: number) {
  const [means, scales] = [new Float64Array(width), new Float64Array(width)];
  for (let column = 0; column < width; column += 1) {
    let sum = 0;
    for (let row = 0; row < rows; row += 1) sum += values[row * width + column]!;
    const mean = sum / rows;
    let squares = 0;
    for (let row = 0; row < rows; row += 1) squares += (values[row * width + column]! - mean) ** 2;
    means[column] = mean;
    scales[column] = squares > 1e-9 ? 1 / Math.sqrt(squares / rows) : 0;
  }
  return { means, scales };
}

/** Of XᵀX/rows, by power iteration, with a fifth to spare: it starts below. */
function largestEigenvalue(x: Float64Array, rows: number, width: number): number {
  let direction = new Float64Array(width).fill(1 / Math.sqrt(Math.max(1, width)));
  let eigenvalue = 1;
  for (let round = 0; round < 8; round += 1) {
    const image = new Float64Array(width);
    for (let row = 0; row < rows; row += 1) {
      let product = 0;
      for (let column = 0; column < width; column += 1) product += x[row * width + column]! * direction[column]!;
      for (let column = 0; column < width; column += 1) image[column]! += (product * x[row * width + column]!) / rows;
    }
    eigenvalue = Math.hypot(...image);
    if (eigenvalue === 0) return 1;
    direction = image.map((value) => value / eigenvalue);
  }
  return eigenvalue * 1.2;
}
