import type { FootprintContents } from '../../src';

/** `P(zone | cell)` by cell id; the number of zones stands for `outside`. */
export type Rule = ReadonlyMap<string, ReadonlyMap<number, number>>;

/** The product's own rule. */
export function footprintRule({ cells, footprints }: FootprintContents): Rule {
  return new Map(
    cells.map(({ cellId, footprint }) => {
      const { zones, probabilities } = footprints[footprint]!;
      return [cellId, new Map(zones.map((zone, index) => [zone, probabilities[index]!]))];
    }),
  );
}
