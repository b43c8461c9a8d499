/** Who asks for a token, and with what. */
export interface TokenRequest {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** An error of RFC 6749, section 5.2. */
export interface TokenRefusal {
  readonly error: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  readonly description: string;
  /** The client tried HTTP Basic: the answer has to offer it. */
  readonly basic: boolean;
}

export type ParsedTokenRequest =
  | { readonly kind: 'request'; readonly request: TokenRequest }
  | { readonly kind: 'refused'; readonly refusal: TokenRefusal };

const MOST_CHARACTERS = 512;

/**
 * Reads a client-credentials request (RFC 6749, sections 2.3.1, 3.2 and 4.4). Credentials come by HTTP Basic (each part
 * form-encoded) or in the body, never both; no scopes exist.
 */
export function parseTokenRequest(
  form: Readonly<Record<string, string>>,
  authorization: string | undefined,
): ParsedTokenRequest {
  const basic = authorization !== undefined && /^basic /i.test(authorization);
  const refuse = (error: TokenRefusal['error'], description: string): ParsedTokenRequest => ({
    kind: 'refused',
    refusal: { error, description, basic },
  });
  const grantType = form['grant_type'];
  if (!grantType) return refuse('invalid_request', 'The parameter grant_type is missing.');
  if (grantType !== 'client_credentials') {
    return refuse('unsupported_grant_type', 'Only client_credentials is supported.');
  }
  if (form['scope']) return refuse('invalid_scope', 'There are no scopes: the contract decides.');
  if (authorization !== undefined && !basic) return refuse('invalid_client', 'Only HTTP Basic is supported here.');
  const fromBody = { id: form['client_id'], secret: form['client_secret'] };
  const fromBasic = basic ? parseBasic(authorization) : undefined;
  if (fromBasic === null) return refuse('invalid_client', 'The Authorization header cannot be read.');
  if (fromBasic && fromBody.secret !== undefined) return refuse('invalid_request', 'Send the secret once.');
  if (fromBasic && fromBody.id !== undefined && fromBody.id !== fromBasic.id) {
    return refuse('invalid_request', 'Two different clients are named.');
  }
  const { id, secret } = fromBasic ?? fromBody;
  if (!id || !secret) return refuse('invalid_client', 'Client id and secret are needed.');
  if (id.length > MOST_CHARACTERS || secret.length > MOST_CHARACTERS) {
    return refuse('invalid_client', 'Client id or secret is wrong.');
  }
  return { kind: 'request', request: { clientId: id, clientSecret: secret } };
}

function parseBasic(authorization: string): { id: string; secret: string } | null {
  const decoded = Buffer.from(authorization.slice('basic '.length).trim(), 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return null;
  const id = decodeForm(decoded.slice(0, colon));
  const secret = decodeForm(decoded.slice(colon + 1));
  return id === null || secret === null ? null : { id, secret };
}

function decodeForm(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return null;
  }
}
