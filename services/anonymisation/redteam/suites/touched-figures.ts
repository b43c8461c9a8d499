import type { Sparse } from '../attacks/least-squares';
import type { Matrix } from '../attacks/logistic-regression';
import type { Cube } from '../world/cube';

/** The figures that a target changes: where an attacker looks. */
export interface TouchedFigures extends Sparse {
  /** For each figure of the cube its position among the touched ones, or −1. */
  readonly positionOf: Int32Array;
  /** For each touched figure its part of the cube. */
  readonly partOf: Uint8Array;
}

export function touchedBy(cube: Cube, { figures, units }: Sparse): TouchedFigures {
  const positionOf = new Int32Array(cube.figures).fill(-1);
  for (const [position, figure] of figures.entries()) positionOf[figure] = position;
  const partOf = Uint8Array.from(figures, (figure) =>
    cube.parts.findIndex(({ offset, figures: length }) => figure < offset + length),
  );
  return { figures, units, positionOf, partOf };
}

/**
 * Features of an attack: each touched figure, and for each table `Σ d·figure`, the target's own pattern. Rows of `released` hold
 * the touched figures.
 */
export function tableSums(cube: Cube, { figures, units, partOf }: TouchedFigures, released: Float64Array): Matrix {
  const touched = figures.length;
  const width = touched + cube.parts.length;
  const rows = released.length / touched;
  const values = new Float64Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    for (let index = 0; index < touched; index += 1) {
      const value = released[row * touched + index]!;
      values[row * width + index] = value;
      values[row * width + touched + partOf[index]!]! += value * units[index]!;
    }
  }
  return { width, values };
}
