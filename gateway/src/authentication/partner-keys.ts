import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { randomUUID } from 'node:crypto';
import type { InternalTokens } from '../services/internal-tokens';
import type { ServiceConnections } from '../services/service-connections';
import { fetchedKeys, KEY_FETCHING } from './keys-unavailable';

const JWKS_PATH = '/oauth2/jwks';

/** The keys that sign partner tokens: fetched from insights when first needed, kept, fetched again for an unknown key id. */
export function partnerKeys(connections: ServiceConnections, tokens: InternalTokens): JWTVerifyGetKey {
  const fetchKeys = async (_url: string, { signal }: { signal: AbortSignal }): Promise<Response> => {
    const token = await tokens.mint({ service: 'insights', actor: { kind: 'anonymous' }, requestId: randomUUID() });
    const { statusCode, body } = await connections
      .to('insights')
      .request({ method: 'GET', path: JWKS_PATH, headers: { authorization: `Bearer ${token}` }, signal });
    return new Response(await body.text(), { status: statusCode });
  };
  const keys = createRemoteJWKSet(new URL(JWKS_PATH, connections.addresses.insights), {
    [customFetch]: fetchKeys,
    ...KEY_FETCHING,
  });
  return fetchedKeys(keys);
}
