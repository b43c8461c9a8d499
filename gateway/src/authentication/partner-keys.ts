import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';
import { randomUUID } from 'node:crypto';
import type { InternalTokens } from '../services/internal-tokens';
import type { ServiceConnections } from '../services/service-connections';
import { KeysUnavailable } from './keys-unavailable';

const JWKS_PATH = '/oauth2/jwks';
const CACHE_MS = 10 * 60_000;
/** An unknown key id asks insights again at most this often, so made-up tokens cannot be turned into load. */
const COOLDOWN_MS = 5_000;
const TIMEOUT_MS = 3_000;
const ABOUT_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

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
    cacheMaxAge: CACHE_MS,
    cooldownDuration: COOLDOWN_MS,
    timeoutDuration: TIMEOUT_MS,
  });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw ABOUT_THE_TOKEN.some((kind) => error instanceof kind) ? error : new KeysUnavailable();
    }
  };
}
