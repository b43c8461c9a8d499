import type { Zone } from '@passant/contracts';
import type { FootprintContents } from './footprints';
import type { Problem } from './problem';

/** Two zones whose shares of all footprints are this much alike get the same figures, up to a factor. (Neighbouring districts: 0.1 to 0.3.) */
const ALIKE_COSINE = 0.99;

/**
 * Pairs of zones that the network cannot tell apart: every footprint covers both in one proportion, nearly. Zones without
 * any coverage are left alone; they have no figures.
 */
export function findInseparable(zones: readonly Pick<Zone, 'id'>[], { footprints }: FootprintContents): Problem[] {
  const shares = zones.map(() => new Map<number, number>());
  for (const [number, footprint] of footprints.entries()) {
    footprint.zones.forEach((zone, index) => shares[zone]?.set(number, footprint.probabilities[index]!));
  }
  const problems: Problem[] = [];
  for (let a = 0; a < zones.length; a++) {
    for (let b = a + 1; b < zones.length; b++) {
      if (cosine(shares[a]!, shares[b]!) < ALIKE_COSINE) continue;
      const ids = [zones[a]!.id, zones[b]!.id];
      const message = `The network cannot tell the zones ${ids[0]} and ${ids[1]} apart: the same cells cover both in the same proportion. Join them.`;
      problems.push({ code: 'inseparable', message, ids });
    }
  }
  return problems;
}

function cosine(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let product = 0;
  for (const [number, share] of a) product += share * (b.get(number) ?? 0);
  const norm = (shares: ReadonlyMap<number, number>) => Math.hypot(...shares.values());
  return product === 0 ? 0 : product / (norm(a) * norm(b));
}
