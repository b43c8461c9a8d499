import type { MarketId, ZonePlanId } from '@passant/contracts';
import { anonymous, testStack } from '@passant/testing';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import { randomUUID } from 'node:crypto';
import { DAY, presenceArtefact, zonePlan } from '../../test/artefacts';
import { admin, approver, Insights, partner, PUBLIC_URL } from '../../test/insights';

const stack = testStack({ postgres: true, redis: true });
const ISSUER = new URL(`${PUBLIC_URL}/oauth2`);
const REAL = 'leipzig' as MarketId;
const TOWN = 'wegstadt' as MarketId;
let insights: Insights;

beforeAll(async () => {
  insights = await Insights.start(stack);
  const planId = randomUUID() as ZonePlanId;
  await insights.approvePlan(zonePlan());
  await insights.publish(presenceArtefact());
  await insights.receivePlan(zonePlan({ planId, market: { ...zonePlan().market, id: TOWN } }));
  await insights.stepMarket(admin, 'declareSimulated', TOWN);
  await insights.stepMarket(approver, 'confirmSimulated', TOWN);
  await insights.publish(presenceArtefact({ market: TOWN, planId }));
}, 60_000);
afterAll(() => insights.app.close());

/** What the gateway's proxy does: the caller's `Authorization` and address behind its own token. */
const from = (address: string) => ({
  [oauth.customFetch]: (async (
    url: string,
    init: { method: string; headers: Record<string, string>; body?: unknown },
  ) => {
    const { authorization, accept, 'content-type': contentType } = init.headers;
    const response = await insights.client.request(anonymous, {
      method: init.method as 'GET' | 'POST',
      url: url.slice(PUBLIC_URL.length),
      headers: {
        ...{ 'x-forwarded-for': address, ...(accept ? { accept } : {}) },
        ...(authorization ? { 'x-forwarded-authorization': authorization } : {}),
      },
      ...(init.body === undefined
        ? {}
        : { body: String(init.body), contentType: contentType?.split(';')[0] ?? 'application/x-www-form-urlencoded' }),
    });
    const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(response.body, { status: response.statusCode, headers });
  }) as never,
});

async function discover(): Promise<oauth.AuthorizationServer> {
  const response = await oauth.discoveryRequest(ISSUER, { algorithm: 'oauth2', ...from('192.0.2.1') });
  return oauth.processDiscoveryResponse(ISSUER, response);
}

async function register(address: string, metadata: Partial<oauth.Client> = {}) {
  const response = await oauth.dynamicClientRegistrationRequest(await discover(), metadata, from(address));
  return oauth.processDynamicClientRegistrationResponse(response);
}

const SANDBOX = {
  ...{ market: TOWN, kind: 'sandbox', products: ['presence'], zoneIds: null, price: 0 },
  ...{ questionsPerMinute: 600, exportFormats: [] },
};
const PRESENCE = `{ presence(zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: DAY) { marks cost { minorUnits published } } }`;

describe('a sandbox', () => {
  it('is closed until two people opened one', async () => {
    await expect(register('192.0.2.1')).rejects.toMatchObject({ error: 'access_denied', status: 403 });
  });

  it.each([
    ['of a market with real people', { market: REAL }, /simulated people only/],
    ['that costs something', { price: 1 }, /price is 0/],
    ['without a rate', { questionsPerMinute: null }, /has a rate/],
    ['that writes files', { exportFormats: ['csv'] }, /writes no files/],
  ])('is none %s', async (_, wrong, message) => {
    await expect(insights.signUp({ ...SANDBOX, ...wrong } as never)).rejects.toThrow(message);
  });

  describe('that is open', () => {
    let contractId: string;
    beforeAll(async () => {
      ({ contractId } = await insights.signUp({ ...SANDBOX, kindOfBuyer: 'other' } as never));
    });

    it('gives whoever asks credentials that an OAuth library registers and gets a token with', async () => {
      const client = await register('192.0.2.2', { client_name: 'Anybody', grant_types: ['client_credentials'] });
      expect(client).toMatchObject({
        grant_types: ['client_credentials'],
        market: TOWN,
        marks: ['sandbox', 'simulated'],
      });
      const weekAhead = Date.now() / 1000 + 7 * 86_400;
      expect(Math.abs(Number(client.client_secret_expires_at) - weekAhead)).toBeLessThan(60);
      const server = await discover();
      const secret = oauth.ClientSecretBasic(String(client['client_secret']));
      const response = await oauth.clientCredentialsGrantRequest(server, client, secret, {}, from('192.0.2.2'));
      const token = await oauth.processClientCredentialsResponse(server, client, response);
      const actor = partner(decodeJwt(token.access_token).sub!);
      const { presence } = await insights.ask<{ presence: object[] }>(actor, PRESENCE);
      expect(presence).toEqual([{ marks: ['sandbox', 'simulated'], cost: { minorUnits: 0, published: 1 } }]);
      // What it says of itself is kept nowhere.
      const rows = await insights.dataSource.query('SELECT api_client::text AS row FROM api_client');
      expect(JSON.stringify(rows)).not.toContain('Anybody');
    });

    it('answers nothing of a market with real people, writes no files and calls nobody back', async () => {
      const actor = partner((await register('192.0.2.3')).client_id);
      const { zones } = await insights.ask<{ zones: { id: string }[] }>(actor, '{ zones { id } }');
      expect(zones).toHaveLength(4);
      const exporting = `mutation { requestExport(idempotencyKey: "${randomUUID()}", input: { product: "presence", format: "csv",
        zoneIds: ["centre"], from: "${DAY}", to: "${DAY}", grain: DAY }) { id } }`;
      expect(await insights.refusal(actor, exporting)).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
      const hook = `mutation { registerWebhook(input: { url: "https://example.com/hook", events: ["release.published"] }) { secret } }`;
      expect(await insights.refusal(actor, hook)).toMatchObject({ code: 'SANDBOX_HAS_NO_WEBHOOKS' });
      const released = await insights.dataSource.query(
        'SELECT count(*)::int FROM release_sale JOIN release USING (release_id) WHERE market_id = $1',
        [REAL],
      );
      expect(released).toEqual([{ count: 0 }]);
    });

    it('is no buyer that the public counts', async () => {
      const [{ payload }] = await insights.dataSource.query(
        `SELECT payload FROM outbox WHERE job = 'contracts.counted' ORDER BY (payload->>'number')::int DESC LIMIT 1`,
      );
      expect(payload.schedule).toMatchObject([{ active: { other: 0 } }]);
    });

    it.each([
      ['another way to a token', { grant_types: ['authorization_code'] }, /grant_types/],
      ['no secret', { token_endpoint_auth_method: 'none' }, /token_endpoint_auth_method/],
    ])('does not register %s, in the words of RFC 7591', async (_, metadata, message) => {
      await expect(register('192.0.2.4', metadata)).rejects.toMatchObject({
        ...{ error: 'invalid_client_metadata', error_description: expect.stringMatching(message) },
      });
    });

    it('gives one address five in an hour', async () => {
      for (let count = 0; count < 5; count += 1) await register('192.0.2.5');
      await expect(register('192.0.2.5')).rejects.toMatchObject({ status: 429 });
      await register('192.0.2.6');
    });

    it('is over for who registered a week ago, and for all once the contract is suspended', async () => {
      const { client_id: id } = await register('192.0.2.7');
      const other = partner((await register('192.0.2.7')).client_id);
      await insights.dataSource.query(`UPDATE api_client SET expires_at = now() - interval '1 second' WHERE id = $1`, [
        id,
      ]);
      expect(await insights.refusal(partner(id), PRESENCE)).toMatchObject({ code: 'CREDENTIALS_REVOKED' });
      await insights.ask(other, PRESENCE);
      await insights.step(admin, 'suspend', contractId);
      expect(await insights.refusal(other, PRESENCE)).toMatchObject({ code: 'CONTRACT_NOT_ACTIVE' });
      await expect(register('192.0.2.8')).rejects.toMatchObject({ status: 403 });
    });
  });
});
