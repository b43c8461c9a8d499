import { serverAudits } from 'graphql-http';
import { TestGateway } from './support/test-gateway';

describe('GraphQL over HTTP', () => {
  let gateway: TestGateway;
  let token: string;
  beforeAll(async () => {
    gateway = await TestGateway.start();
    token = await gateway.partnerToken();
  });
  afterAll(() => gateway.stop());

  const audits = serverAudits({
    url: () => `${gateway.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...(init.headers as object), authorization: `Bearer ${token}` } }),
  });

  // A MUST that fails is an error, a SHOULD that fails a warning.
  test.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result.status === 'error' ? result.reason : 'kept').toBe('kept');
  });
});
