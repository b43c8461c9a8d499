import { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { askAgain, presenceOfDay, visitsOfTwo, type Way } from '../support/averaging';
import { ALL_PRODUCTS, type County, STORY_MS } from '../support/county-stack';
import { sellTo } from '../support/partner';

/** As the suite's table has it: so many identical questions, and as many again in other words. */
const QUESTIONS = 1_000;
/** Of another product, to show that the first is no exception. */
const FEWER_QUESTIONS = 100;

/** Red-team suite R6 through HTTP: the noise belongs to the release, so that no mean of answers comes closer to the truth. */
export function tellAveraging(county: County): void {
  const [first, second] = county.days;
  describe('R6: whoever asks again and again', () => {
    test(
      'hears one value, in whatever way and with whatever token',
      async () => {
        const colleague = await sellTo(county.gateway, county.market, { products: ALL_PRODUCTS });
        const clients = [
          county.gateway,
          new GatewayClient(county.stack.url, county.stack.staff, new AbortController().signal),
        ];
        const askers = [county.shop, colleague].flatMap((credentials) =>
          clients.map((client) => ({ gateway: client, credentials })),
        );
        const hearsOneValue = async (ways: readonly Way[], questions: number) => {
          const identical = await askAgain(questions, ways.slice(0, 1), askers.slice(0, 1));
          const equivalent = await askAgain(questions, ways, askers);
          expect([...new Set([...identical, ...equivalent])]).toHaveLength(1);
        };
        await hearsOneValue(presenceOfDay('SW', second), QUESTIONS);
        await hearsOneValue(visitsOfTwo(['NW', 'SE'], first), FEWER_QUESTIONS);
      },
      STORY_MS,
    );
  });
}
