import type { Day } from '@passant/contracts';
import type { Browser } from 'playwright-core';
import { PersonAtThePage } from '../support/decision-page';
import { findInLogs } from '../support/logs';
import type { Operator } from '../support/operator';
import type { RunningStack } from '../support/running-stack';
import { lateEventsOf } from '../support/town';

interface Scene {
  readonly stack: RunningStack;
  readonly operator: Operator;
  readonly browser: Browser;
  /** A day that lives until the end of the story. */
  readonly day: Day;
  /** Of somebody who permits place statistics. */
  readonly number: string;
}

const STORY_MS = 180_000;

/** Redis is ended, not paused: what needs the queue waits, what a person may ask for does not. */
export function tellWithoutRedis(scene: () => Scene): void {
  test(
    'Redis is down: she logs in and withdraws through the gateway all the same, is told that it is not yet effective, and that it is once Redis is back',
    async () => {
      const { stack, operator, browser, day, number } = scene();
      const events = (count: number) => lateEventsOf(day, [{ number, events: count }]);
      expect(await operator.ingest(events(5))).toMatchObject({ read: 5, accepted: 5 });

      const person = await stack.withoutRedis(async () => {
        const withdrawing = await PersonAtThePage.logIn(browser, stack.url, number);
        expect(await withdrawing.readStatus()).toMatch(/^Allowed$/m);
        expect(await withdrawing.withdrawEverything()).toContain('0 of 2 places have confirmed');
        const status = await withdrawing.readStatus();
        expect(status).toContain('Not yet effective everywhere: 0 of 2 places have confirmed');
        expect(status).not.toMatch(/^Allowed$/m);
        return withdrawing;
      });

      await person.untilEffective();
      await person.leave();
      expect(await operator.ingest(events(4))).toMatchObject({ read: 4, accepted: 0, withoutConsent: 4 });
      // Of everything that ran meanwhile, the gateway included, no log knows whose line it was, nor the code.
      expect(findInLogs(stack, [{ number, code: person.code }])).toEqual([]);
    },
    STORY_MS,
  );
}
