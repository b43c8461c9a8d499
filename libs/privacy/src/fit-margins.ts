import type { NoisyTable, Released } from './released';

/** Figures of the same people at four grains. In each table zone after zone; within a zone age after age, then gender. */
export interface MarginTables<T> {
  readonly total: T;
  readonly byAge: T;
  readonly byGender: T;
  readonly byAgeAndGender: T;
}

/** How many bands there are of each, `not-given` among them. */
export interface MarginShape {
  readonly ages: number;
  readonly genders: number;
}

/** Fitted figures: real numbers, in the same unit and order as what was measured. */
export interface FittedTable {
  readonly values: readonly number[];
  /** Variance of one figure: the same for every figure of the table, since it depends on the noise alone. */
  readonly variance: number;
}

/** Variances of the four independent parts of a fit: the total, and the noise of one contrast of each kind. */
export interface FitParts {
  readonly total: number;
  readonly age: number;
  readonly gender: number;
  readonly cell: number;
}

export interface FittedMargins extends MarginTables<Released<FittedTable>> {
  readonly parts: FitParts;
}

/**
 * Weighted least squares over total, age, gender and age × gender, zone by zone, in closed form. What was measured four
 * times with independent noise becomes one consistent set: cells add to margins, margins to the total. It is
 * post-processing and costs nothing; it is unbiased, and no figure's variance is above the one it was measured with.
 *
 * All four tables are sums of cells over a grid, so they share four orthogonal subspaces (mean, age contrasts, gender
 * contrasts, interaction), on each of which the normal equations are one number: the fit is an inverse-variance mean per
 * subspace (Barak et al. 2007, §3; Xiao, He, Zhang, Kifer 2023, "residual" bases of marginals). Tables of disjoint groups
 * are added first (`addTables`, variances add), then fitted.
 */
export function fitMargins(tables: MarginTables<Released<NoisyTable>>, shape: MarginShape): FittedMargins {
  const zones = countZones(tables, shape);
  const sigmaSquared = toVariances(tables);
  const parts = fitParts(sigmaSquared, shape);
  const fitted = { total: [], byAge: [], byGender: [], byAgeAndGender: [] } as MarginTables<number[]>;
  for (let zone = 0; zone < zones; zone += 1) {
    const measured = {
      total: tables.total.values[zone]!,
      ages: sliceOf(tables.byAge, zone, shape.ages),
      genders: sliceOf(tables.byGender, zone, shape.genders),
      cells: sliceOf(tables.byAgeAndGender, zone, shape.ages * shape.genders),
    };
    const one = fitZone(measured, sigmaSquared, { parts, shape });
    fitted.total.push(one.total);
    fitted.byAge.push(...one.ages);
    fitted.byGender.push(...one.genders);
    fitted.byAgeAndGender.push(...one.cells);
  }
  const { ages, genders } = shape;
  return {
    total: toFitted(fitted.total, fittedVariance(parts, shape, shape)),
    byAge: toFitted(fitted.byAge, fittedVariance(parts, shape, { ages: 1, genders })),
    byGender: toFitted(fitted.byGender, fittedVariance(parts, shape, { ages, genders: 1 })),
    byAgeAndGender: toFitted(fitted.byAgeAndGender, fittedVariance(parts, shape, { ages: 1, genders: 1 })),
    parts,
  };
}

/**
 * Variance of the sum of fitted cells over `block.ages` age bands × `block.genders` genders of one zone; a whole row is a
 * margin, the whole grid the total. Fitted figures of one zone are correlated, so sums inside a zone take this and never
 * a sum of variances; sums over zones add variances (orthogonal subspaces; Xiao, He, Zhang, Kifer 2023).
 */
export function fittedVariance(parts: FitParts, shape: MarginShape, block: MarginShape): number {
  const [age, gender] = [block.ages / shape.ages, block.genders / shape.genders];
  const [ageContrast, genderContrast] = [block.ages * (1 - age), block.genders * (1 - gender)];
  return (
    parts.total * (age * gender) ** 2 +
    parts.age * ageContrast * gender ** 2 +
    parts.gender * genderContrast * age ** 2 +
    parts.cell * ageContrast * genderContrast
  );
}

/** What a fit will reach, from the noise of the four tables alone (inverse-variance means; Xiao, He, Zhang, Kifer 2023): for budgets, before anything is measured. */
export function fitParts(sigmaSquared: MarginTables<number>, { ages, genders }: MarginShape): FitParts {
  const { total, byAge, byGender, byAgeAndGender } = sigmaSquared;
  return {
    total: 1 / (1 / total + 1 / (ages * byAge) + 1 / (genders * byGender) + 1 / (ages * genders * byAgeAndGender)),
    age: 1 / (1 / byAge + 1 / (genders * byAgeAndGender)),
    gender: 1 / (1 / byGender + 1 / (ages * byAgeAndGender)),
    cell: byAgeAndGender,
  };
}

interface Zone {
  readonly total: number;
  readonly ages: readonly number[];
  readonly genders: readonly number[];
  readonly cells: readonly number[];
}

function fitZone(
  zone: Zone,
  sigmaSquared: MarginTables<number>,
  { parts, shape: { ages, genders } }: { parts: FitParts; shape: MarginShape },
): Zone {
  const rows = zone.ages.map((_, age) => sum(zone.cells.slice(age * genders, (age + 1) * genders)));
  const columns = zone.genders.map((_, gender) => sum(rows.map((_row, age) => zone.cells[age * genders + gender]!)));
  const [ageSum, genderSum, cellSum] = [sum(zone.ages), sum(zone.genders), sum(rows)];
  const total =
    parts.total *
    (zone.total / sigmaSquared.total +
      ageSum / (ages * sigmaSquared.byAge) +
      genderSum / (genders * sigmaSquared.byGender) +
      cellSum / (ages * genders * sigmaSquared.byAgeAndGender));
  const ageContrasts = zone.ages.map((value, age) => {
    const fromCells = (rows[age]! - cellSum / ages) / (genders * sigmaSquared.byAgeAndGender);
    return parts.age * ((value - ageSum / ages) / sigmaSquared.byAge + fromCells);
  });
  const genderContrasts = zone.genders.map((value, gender) => {
    const fromCells = (columns[gender]! - cellSum / genders) / (ages * sigmaSquared.byAgeAndGender);
    return parts.gender * ((value - genderSum / genders) / sigmaSquared.byGender + fromCells);
  });
  const cells = zone.cells.map((value, index) => {
    const [age, gender] = [Math.floor(index / genders), index % genders];
    const interaction = value - rows[age]! / genders - columns[gender]! / ages + cellSum / (ages * genders);
    return total / (ages * genders) + ageContrasts[age]! / genders + genderContrasts[gender]! / ages + interaction;
  });
  return {
    total,
    ages: ageContrasts.map((contrast) => total / ages + contrast),
    genders: genderContrasts.map((contrast) => total / genders + contrast),
    cells,
  };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const sliceOf = ({ values }: NoisyTable, zone: number, width: number): readonly number[] =>
  values.slice(zone * width, (zone + 1) * width);

const toFitted = (values: readonly number[], variance: number): Released<FittedTable> =>
  ({ values, variance }) as unknown as Released<FittedTable>;

function toVariances(tables: MarginTables<NoisyTable>): MarginTables<number> {
  const variances = {
    total: tables.total.sigmaSquared,
    byAge: tables.byAge.sigmaSquared,
    byGender: tables.byGender.sigmaSquared,
    byAgeAndGender: tables.byAgeAndGender.sigmaSquared,
  };
  if (Object.values(variances).some((variance) => !(variance > 0 && Number.isFinite(variance)))) {
    throw new RangeError('every table needs a positive noise variance');
  }
  return variances;
}

function countZones(tables: MarginTables<NoisyTable>, { ages, genders }: MarginShape): number {
  if (![ages, genders].every((bands) => Number.isSafeInteger(bands) && bands > 0)) {
    throw new RangeError('a shape needs at least one band each way');
  }
  const zones = tables.total.values.length;
  const fits =
    tables.byAge.values.length === zones * ages &&
    tables.byGender.values.length === zones * genders &&
    tables.byAgeAndGender.values.length === zones * ages * genders;
  if (!fits) throw new RangeError('tables of different zones or bands do not fit together');
  return zones;
}
