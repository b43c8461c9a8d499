import type { FootprintsArtefact, ZonePlanArtefact, ZonePlanId } from '@passant/contracts';

/** What is wrong between the two files of a plan, in words without data; nothing where they fit. */
export function findPlanProblem({
  announced,
  artefact,
  footprints,
}: {
  readonly announced: ZonePlanId;
  readonly artefact: ZonePlanArtefact;
  readonly footprints: FootprintsArtefact;
}): string | undefined {
  if (artefact.planId !== announced || footprints.planId !== announced) return 'its files are of another plan';
  const zones = artefact.zones.length;
  const known = footprints.footprints.length;
  if (new Set(artefact.zones.map(({ id }) => id)).size !== zones) return 'a zone is in it twice';
  const areas = artefact.zones.flatMap((zone) => zone.areas);
  if (new Set(areas).size !== areas.length) return 'a home area lies in two zones';
  if (artefact.zones.some(({ region }) => region >= artefact.regions.length)) return 'a zone has no region';
  if (footprints.cells.some(({ footprint }) => footprint >= known)) return 'a cell has no footprint';
  if (footprints.overlaps.flat().some((footprint) => footprint >= known)) return 'an overlap has no footprint';
  if (new Set(footprints.cells.map(({ cellId }) => cellId)).size !== footprints.cells.length)
    return 'a cell is in it twice';
  if (footprints.footprints.some((footprint) => !isDistribution(footprint, zones))) {
    return 'a footprint is no distribution over its zones';
  }
  return undefined;
}

/** Probabilities of distinct zones (or `outside`, numbered after the last zone) that sum to 1. */
function isDistribution(footprint: FootprintsArtefact['footprints'][number], zones: number): boolean {
  const sum = footprint.probabilities.reduce((total, probability) => total + probability, 0);
  return (
    footprint.zones.length === footprint.probabilities.length &&
    new Set(footprint.zones).size === footprint.zones.length &&
    footprint.zones.every((zone) => zone <= zones) &&
    Math.abs(sum - 1) < 1e-6
  );
}
