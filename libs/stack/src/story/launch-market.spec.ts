import type { Day } from '@passant/contracts';
import type { GatewayClient, GraphqlAnswer } from '../gateway/gateway-client';
import { declareSimulated } from './launch-market';

const MARKET = { id: 'town', firstDay: '2026-06-01' as Day, isSimulated: true };

/** A gateway that knows the market and answers mutations as told. */
function gatewayOf(launch: object, refusals: Record<string, string> = {}) {
  const asked: string[] = [];
  const client = {
    ask: async () => ({ marketLaunches: [{ market: 'town', ...launch }] }),
    askRaw: async (_: unknown, query: string): Promise<GraphqlAnswer<object>> => {
      const step = /taken: (\w+)/.exec(query)![1]!;
      asked.push(step);
      const code = refusals[step];
      return code ? { data: null, errors: [{ message: 'refused', extensions: { code } }] } : { data: {} };
    },
  };
  return { client: client as unknown as GatewayClient, asked };
}

const FRESH = { state: 'preparation', isSimulated: false, isSimulationDeclared: false };

describe('a simulated market', () => {
  it('is declared by one and confirmed by another, once', async () => {
    const { client, asked } = gatewayOf(FRESH);
    expect(await declareSimulated(client, MARKET)).toBe(true);
    expect(asked).toEqual(['declareSimulated', 'confirmSimulated']);
    const known = gatewayOf({ ...FRESH, isSimulated: true });
    expect(await declareSimulated(known.client, MARKET)).toBe(true);
    expect(known.asked).toEqual([]);
  });

  it('whose declaration was cut off is confirmed by the next start', async () => {
    const { client, asked } = gatewayOf({ ...FRESH, isSimulationDeclared: true });
    expect(await declareSimulated(client, MARKET)).toBe(true);
    expect(asked).toEqual(['confirmSimulated']);
  });

  it('that was released before it could be declared stays as it is, and does not end the start', async () => {
    for (const step of ['declareSimulated', 'confirmSimulated']) {
      expect(await declareSimulated(gatewayOf(FRESH, { [step]: 'MARKET_HAS_RELEASES' }).client, MARKET)).toBe(false);
    }
  });

  it('that is refused for any other reason is a problem', async () => {
    const { client } = gatewayOf(FRESH, { declareSimulated: 'FORBIDDEN' });
    await expect(declareSimulated(client, MARKET)).rejects.toThrow(/declareSimulated.*FORBIDDEN/);
  });
});
