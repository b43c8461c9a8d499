import { type Part, SAME_PEOPLE } from '@passant/privacy';

/** A part times a public number: of a day that stands for several, or of an area that is served in part. */
export const scalePart = (part: Part, by: number): Part => ({
  ...part,
  ...{ panel: by * part.panel, panelNoise: by ** 2 * part.panelNoise, value: by * part.value },
  ...{ valueNoise: by ** 2 * part.valueNoise, sampling: by ** 2 * part.sampling, factorError: by * part.factorError },
  mixingError: by * (part.mixingError ?? 0),
  returning: by ** 2 * returningOf(part),
});

/** Parts of one moment and release as one: figures of different people with independent noise. Of several zones: `addZones`. */
export const addParts = (one: Part, other: Part): Part => ({
  ...{ panel: one.panel + other.panel, panelNoise: one.panelNoise + other.panelNoise, value: one.value + other.value },
  ...{ valueNoise: one.valueNoise + other.valueNoise, sampling: one.sampling + other.sampling },
  ...{ factorError: one.factorError + other.factorError, releaseId: one.releaseId },
  mixingError: (one.mixingError ?? 0) + (other.mixingError ?? 0),
  returning: returningOf(one) + returningOf(other),
});

/** What of its sampling variance comes back with the same people at other times. */
export const returningOf = ({ returning, sampling }: Part): number => returning ?? SAME_PEOPLE * sampling;
