import type { FigureStatus, ReleaseId } from '@passant/contracts';
import { countStatuses } from '../usage/usage.service';
import type { Composed } from './questions.service';

interface Metered {
  readonly statuses: readonly FigureStatus[];
  readonly soldByRelease: ReadonlyMap<ReleaseId, number>;
}

/** An answer of several columns, with all its figures counted. */
export function toComposed<Of extends Metered>(answer: Of[]): Composed<Of[]> {
  const sold = new Map<ReleaseId, number>();
  for (const { soldByRelease } of answer) {
    for (const [releaseId, figures] of soldByRelease) sold.set(releaseId, (sold.get(releaseId) ?? 0) + figures);
  }
  return { answer, counts: countStatuses(answer.flatMap(({ statuses }) => statuses)), sold };
}
