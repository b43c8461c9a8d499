import { setTimeout as delay } from 'node:timers/promises';
import { StackProblem } from '../errors';
import { waitFor } from '../wait';
import { PersonOnThePage } from './person-on-the-page';

/** What is looked at in turn adds half of it to a time, at the median. */
const LOOK_MS = 500;
const PATIENCE = { timeoutMs: 600_000, intervalMs: LOOK_MS };
const LOGGING_IN_AT_ONCE = 8;

/** Times to effect in seconds, as the people themselves saw them: from sending "withdraw everything" to "effective since" on the page. */
export interface TimesToEffect {
  readonly withdrawals: number;
  readonly p50Seconds: number;
  readonly p95Seconds: number;
  readonly maxSeconds: number;
}

/** Logs people in, each from an address of their own (`127.<market>.…`), to the last question before withdrawing. */
export async function readyToWithdraw(
  publicUrl: string,
  numbers: readonly string[],
): Promise<{ person: PersonOnThePage; withdraw: () => Promise<void> }[]> {
  const ready: { person: PersonOnThePage; withdraw: () => Promise<void> }[] = [];
  const waiting = [...numbers.entries()];
  const logIn = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, number] = next;
      const person = new PersonOnThePage(publicUrl, `127.7.${Math.floor(index / 250)}.${(index % 250) + 1}`);
      await person.logIn(number);
      ready.push({ person, withdraw: await person.prepareWithdrawal() });
    }
  };
  await Promise.all(Array.from({ length: LOGGING_IN_AT_ONCE }, logIn));
  return ready;
}

/** People withdraw one after the other at a steady pace, whether or not those before them are through. */
export async function measureWithdrawals(
  people: Awaited<ReturnType<typeof readyToWithdraw>>,
  { perSecond }: { readonly perSecond: number },
): Promise<TimesToEffect> {
  const begun = performance.now();
  const seconds = await Promise.all(
    people.map(async ({ person, withdraw }, index) => {
      await delay(Math.max(0, begun + (index * 1000) / perSecond - performance.now()));
      const sent = performance.now();
      await withdraw();
      const isEffective = await waitFor(async () => ((await person.seesEffect()) ? true : undefined), PATIENCE);
      if (!isEffective)
        throw new StackProblem('A withdrawal had no effect within ten minutes.', 'See the logs of the services.');
      return (performance.now() - sent) / 1000;
    }),
  );
  return summarise(seconds);
}

/** Percentiles by nearest rank. */
export function summarise(seconds: readonly number[]): TimesToEffect {
  const sorted = [...seconds].sort((a, b) => a - b);
  const at = (part: number): number => Math.round(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]! * 10) / 10;
  return { withdrawals: sorted.length, p50Seconds: at(0.5), p95Seconds: at(0.95), maxSeconds: at(1) };
}
