import { CLIENT_ID, TestGateway } from './support/test-gateway';

/** Scenarios 401.01 to 401.03 of `population-density-data.feature` (public release r3.2), and how the rest gets to insights. */
let gateway: TestGateway;
beforeAll(async () => void (gateway = await TestGateway.start()), 30_000);
afterAll(() => gateway.stop());

const BODY = JSON.stringify({ area: { areaType: 'POLYGON' } });
const CORRELATOR = 'b4333c46-49c0-4f62-80d7-f0ef930f1c46';

async function send(token: string | undefined, { method = 'POST', body = BODY, correlator = CORRELATOR } = {}) {
  const response = await fetch(`${gateway.url}/population-density-data/v0.3/retrieve`, {
    method,
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...{ 'content-type': 'application/json', 'x-correlator': correlator },
    },
    ...(method === 'GET' ? {} : { body }),
  });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  };
}

async function expectUnauthenticated(token: string | undefined): Promise<void> {
  const { status, headers, json } = await send(token);
  expect({ status, json }).toEqual({
    status: 401,
    json: { status: 401, code: 'UNAUTHENTICATED', message: expect.stringMatching(/token/) },
  });
  expect(headers.get('content-type')).toMatch(/^application\/json\b/);
  expect(headers.get('x-correlator')).toBe(CORRELATOR);
}

describe('a request without a token that holds', () => {
  it('population_density_data_401.01_expired_access_token', async () => {
    await expectUnauthenticated(await gateway.partnerToken({ issuedSecondsAgo: 400, lifeSeconds: 300 }));
  });

  it('population_density_data_401.02_invalid_access_token', async () => {
    await expectUnauthenticated('not.a.token');
    await expectUnauthenticated(await gateway.partnerToken({ audience: 'somebody-else' }));
  });

  it('population_density_data_401.03_missing_authorization_header', () => expectUnauthenticated(undefined));

  it('never gets to insights', () => {
    expect(gateway.services.insights.seen.filter(({ url }) => url.startsWith('/population-density-data'))).toEqual([]);
  });
});

describe('a request with one', () => {
  it("reaches insights as the partner, with the gateway's token over the very bytes", async () => {
    const { status } = await send(await gateway.partnerToken());
    expect(status).toBe(200);
    const seen = gateway.services.insights.seen.at(-1)!;
    expect(seen.url).toBe('/population-density-data/v0.3/retrieve');
    expect(seen.claims.actor).toEqual({ kind: 'partner', clientId: CLIENT_ID });
    expect(seen.body.toString()).toBe(BODY);
    expect(seen.headers['x-correlator']).toBe(CORRELATOR);
  });

  it('is refused in the same shape where it is too large, and says no correlator again that cannot be one', async () => {
    const large = await send(await gateway.partnerToken(), { body: 'x'.repeat(101 * 1024), correlator: 'with space' });
    expect(large).toMatchObject({ status: 400, json: { status: 400, code: 'INVALID_ARGUMENT' } });
    expect(large.headers.get('x-correlator')).toBeNull();
  });

  it('is told in the same shape that insights is not there', async () => {
    const token = await gateway.partnerToken();
    await send(token);
    await gateway.services.insights.stop();
    expect(await send(token)).toMatchObject({ status: 503, json: { status: 503, code: 'UNAVAILABLE' } });
    await gateway.services.insights.start();
  });
});
