import type { DayPart, ZoneId } from '@passant/contracts';

/** What tells one flow from another, and where it stands among them. */
export interface FlowKey {
  readonly value: number;
  readonly startMs: number;
  readonly from: ZoneId;
  readonly to: ZoneId;
  readonly dayPart: DayPart | null;
}

/** Largest first; equal ones by time, place and part of the day: one order, whoever asks. */
export const compareFlows = (one: FlowKey, other: FlowKey): number =>
  other.value - one.value || one.startMs - other.startMs || compareText(toText(one), toText(other));

const toText = ({ from, to, dayPart }: FlowKey): string => `${from}/${to}/${dayPart ?? ''}`;
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Keeps the first `most` of what is added, without holding much more. */
export function keepFirst<Of extends FlowKey>(most: number): { add(one: Of): void; list(): Of[] } {
  let kept: Of[] = [];
  const cut = () => {
    kept = kept.sort(compareFlows).slice(0, most);
  };
  const SPARE = 5_000;
  return {
    add: (one) => {
      kept.push(one);
      if (kept.length >= most + SPARE) cut();
    },
    list: () => {
      cut();
      return kept;
    },
  };
}
