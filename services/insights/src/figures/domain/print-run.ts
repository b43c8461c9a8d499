/** Leaflets that are wanted, or that a budget buys; null where neither is said, or both. */
export function toPrintRun(given: {
  readonly leaflets: number | null;
  readonly budgetMinorUnits: number | null;
  readonly minorUnitsPerThousand: number | null;
}): number | null {
  const { leaflets, budgetMinorUnits: budget, minorUnitsPerThousand: price } = given;
  if (budget === null) return leaflets;
  return leaflets === null && price !== null ? Math.floor((budget * 1000) / price) : null;
}
