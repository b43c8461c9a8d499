import { numberOf } from './import';
import { type CodeWay, PageSession } from './page-session';
import type { Bench } from './running';

/** Whether something holds that is about time, and so is measured here and asserted in no test. */
export interface ConsentCheck {
  readonly check: `unknown-numbers-by-${CodeWay}`;
  readonly count: number;
  readonly knownMedianMilliseconds: number;
  readonly unknownMedianMilliseconds: number;
  readonly differenceMilliseconds: number;
  readonly mostMilliseconds: number;
  readonly passed: boolean;
}

const MOST_MILLISECONDS = 10;
/** Beyond every number that the bench imports. */
const UNKNOWN_FROM = 60_000_000;
const KNOWN_FROM = 100;
/** Each way has numbers and addresses of its own. */
const WAYS = {
  'text-message': { from: 0, addresses: { known: '203.0.112', unknown: '203.0.113' } },
  letter: { from: 500, addresses: { known: '203.0.114', unknown: '203.0.115' } },
} as const satisfies Record<CodeWay, object>;

/**
 * Asks the page for a code, in turn for numbers that are ours and that are not, each from an address of its own, one after the other: an
 * answer that tells them apart by its time would tell whose customer somebody is.
 */
export async function checkUnknownNumbers(
  bench: Bench,
  { pairs, way }: { readonly pairs: number; readonly way: CodeWay },
): Promise<ConsentCheck> {
  const { from, addresses } = WAYS[way];
  const times = { known: [] as number[], unknown: [] as number[] };
  const ask = async (whose: keyof typeof times, index: number): Promise<void> => {
    const session = new PageSession(bench, `${addresses[whose]}.${index + 1}`);
    const number = numberOf((whose === 'known' ? KNOWN_FROM : UNKNOWN_FROM) + from + index);
    times[whose].push(await session.timeSending(number, way));
  };
  for (let index = 0; index < pairs; index += 1) {
    // What is first warms up for what is second, so both take turns at that too.
    const order = index % 2 === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
    for (const whose of order) await ask(whose, index);
  }
  return judgeTimes(way, times);
}

export function judgeTimes(
  way: CodeWay,
  times: { readonly known: readonly number[]; readonly unknown: readonly number[] },
): ConsentCheck {
  const [known, unknown] = [median(times.known), median(times.unknown)];
  const difference = Math.abs(known - unknown);
  return {
    check: `unknown-numbers-by-${way}`,
    count: times.known.length,
    knownMedianMilliseconds: toTenths(known),
    unknownMedianMilliseconds: toTenths(unknown),
    differenceMilliseconds: toTenths(difference),
    mostMilliseconds: MOST_MILLISECONDS,
    passed: difference <= MOST_MILLISECONDS,
  };
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)]!, sorted[Math.ceil((sorted.length - 1) / 2)]!];
  return (low + high) / 2;
}

const toTenths = (milliseconds: number): number => Math.round(milliseconds * 10) / 10;
