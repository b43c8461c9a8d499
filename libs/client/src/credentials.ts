/** How an API client proves who it is: a secret, or a private key as JWK (Ed25519 or P-256). */
export type Credentials =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly clientId: string; readonly privateKey: JsonWebKey & { readonly kid?: string } };

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LIFE_SECONDS = 60;

/** The form of a token request (RFC 6749, 4.4), with a secret or an assertion (RFC 7523) for this issuer. */
export async function toTokenForm(credentials: Credentials, issuer: string): Promise<URLSearchParams> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: credentials.clientId });
  if ('clientSecret' in credentials) {
    form.set('client_secret', credentials.clientSecret);
    return form;
  }
  form.set('client_assertion_type', ASSERTION_TYPE);
  form.set('client_assertion', await signAssertion(credentials, issuer));
  return form;
}

type KeyCredentials = Extract<Credentials, { privateKey: unknown }>;

async function signAssertion({ clientId, privateKey }: KeyCredentials, issuer: string): Promise<string> {
  const { alg, imported, signed } = algorithmsOf(privateKey);
  const now = Math.floor(Date.now() / 1000);
  const header = { alg, typ: 'JWT', ...(privateKey.kid === undefined ? {} : { kid: privateKey.kid }) };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    iat: now,
    exp: now + LIFE_SECONDS,
    jti: crypto.randomUUID(),
  };
  const text = `${encode(JSON.stringify(header))}.${encode(JSON.stringify(claims))}`;
  const { kty, crv, x, y, d } = privateKey;
  const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y, d }, imported, false, ['sign']);
  const signature = await crypto.subtle.sign(signed, key, new TextEncoder().encode(text));
  return `${text}.${encode(new Uint8Array(signature))}`;
}

function algorithmsOf({ kty, crv }: JsonWebKey) {
  if (kty === 'OKP' && crv === 'Ed25519')
    return { alg: 'EdDSA', imported: { name: 'Ed25519' }, signed: { name: 'Ed25519' } };
  if (kty === 'EC' && crv === 'P-256') {
    return {
      ...{ alg: 'ES256', imported: { name: 'ECDSA', namedCurve: 'P-256' } },
      signed: { name: 'ECDSA', hash: 'SHA-256' },
    };
  }
  throw new TypeError('A private key must be an Ed25519 or a P-256 key, as JWK.');
}

function encode(given: string | Uint8Array): string {
  const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
