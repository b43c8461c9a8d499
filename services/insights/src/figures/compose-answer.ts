import type { FigureStatus, ReleaseId } from '@passant/contracts';
import { countStatuses } from '../usage/usage.service';
import { type Cost, measureCost } from './domain/cost';
import type { Composed, Desk } from './questions.service';

/** What is counted of a part of an answer. */
export interface Metered {
  readonly statuses: readonly FigureStatus[];
  readonly soldByRelease: ReadonlyMap<ReleaseId, number>;
}

/** Part of an answer, with what it costs; those of an answer add up to what it costs. */
export type Priced<Of> = Of & { readonly cost: Cost };

/** An answer of several columns, with all its figures counted. Of an estimate only the number of them is known. */
export function toComposed<Of extends Metered>(
  answer: readonly Of[],
  desk: Pick<Desk, 'tariff'>,
): Composed<Priced<Of>[]> {
  const sold = new Map<ReleaseId, number>();
  for (const { soldByRelease } of answer) {
    for (const [releaseId, figures] of soldByRelease) sold.set(releaseId, (sold.get(releaseId) ?? 0) + figures);
  }
  return {
    answer: answer.map((one) => ({ ...one, cost: measureCost(countStatuses(one.statuses), desk.tariff) })),
    counts: countStatuses(answer.flatMap(({ statuses }) => statuses)),
    sold,
  };
}
