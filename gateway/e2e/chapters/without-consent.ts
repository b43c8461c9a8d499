import type { Day } from '@passant/contracts';
import type { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { findService } from '../support/engine-processes';
import { DAILY_RELEASES, eventually, type Operator } from '../support/operator';
import type { RunningStack } from '../support/running-stack';
import { lateEventsOf } from '../support/town';

interface Scene {
  readonly stack: RunningStack;
  readonly gateway: GatewayClient;
  readonly operator: Operator;
  readonly market: string;
  /** A day that has its panel by then, and one that has none. */
  readonly day: Day;
  readonly panelless: Day;
  /** Of somebody who permits place statistics. */
  readonly number: string;
}

const STORY_MS = 180_000;

/** Consent hangs: it holds its connections and says nothing. What it does not permit is not done. */
export function tellWithoutConsent(scene: () => Scene): void {
  test(
    'consent does not answer: no row is taken without a panel, no figure released without a clearance; both come once it is back',
    async () => {
      const { stack, gateway, operator, market, day, panelless, number } = scene();
      const events = (of: Day) => lateEventsOf(of, [{ number, events: 4 }]);
      expect(await operator.ingest(events(day))).toMatchObject({ read: 4, accepted: 4 });
      const closeOf = async (period: Day) => {
        const query = 'query ($market: String!) { closes(market: $market) { period state } }';
        type Answer = { closes: { period: string; state: string }[] };
        const { closes } = await gateway.ask<Answer>({ staff: 'petra-privacy' }, query, { market });
        return closes.find((close) => close.period === period);
      };

      const consent = findService('consent', stack.home.directory);
      let waiting: string;
      process.kill(consent, 'SIGSTOP');
      try {
        await operator.completeDay(day);
        waiting = await operator.upload(events(panelless));
        await eventually('the day waits for its clearance', async () =>
          (await closeOf(day))?.state === 'WAITING_FOR_CLEARANCE' ? true : undefined,
        );
        await eventually('the file waits for its panel', async () =>
          (await operator.batchState(waiting)).state === 'WAITING_FOR_PANELS' ? true : undefined,
        );
        expect(await operator.releasesOf(day)).toEqual([]);
        expect((await operator.batchState(waiting)).counters).toMatchObject({ accepted: 0 });
      } finally {
        process.kill(consent, 'SIGCONT');
      }

      expect(await operator.untilReleased(day)).toHaveLength(DAILY_RELEASES.length);
      expect(await operator.untilDone(waiting)).toMatchObject({ read: 4, accepted: 4 });
    },
    STORY_MS,
  );
}
