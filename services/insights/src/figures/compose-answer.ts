import type { FigureStatus, ReleaseId, ZoneId } from '@passant/contracts';
import { countStatuses } from '../usage/usage.service';
import { type Cost, measureCost } from './domain/cost';
import type { Composed, Desk } from './questions.service';

/** What is counted of a part of an answer. */
export interface Metered {
  readonly statuses: readonly FigureStatus[];
  readonly soldByRelease: ReadonlyMap<ReleaseId, number>;
  /** What its figures are of: one zone, a zone each, or (null, none) several together. */
  readonly zone?: { readonly id: ZoneId } | null;
  readonly zones?: readonly { readonly id: ZoneId }[];
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
    ...{ sold, zones: countZones(answer) },
  };
}

function countZones(answer: readonly Metered[]): Map<ZoneId, number> {
  const counts = new Map<ZoneId, number>();
  for (const { statuses, zone, zones } of answer) {
    for (const [index, status] of statuses.entries()) {
      const id = zones ? zones[index]?.id : zone?.id;
      if (status === 'PUBLISHED' && id !== undefined) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return counts;
}
