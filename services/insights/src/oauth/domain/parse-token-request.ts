/** Who asks for a token, and with what: a secret, or a signed assertion (RFC 7523) whose subject is the client. */
export type TokenRequest =
  | { readonly clientId: string; readonly clientSecret: string }
  | { readonly clientId: string; readonly assertion: string };

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
const MOST_ASSERTION_CHARACTERS = 4096;
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Reads a client-credentials request (RFC 6749, sections 2.3.1, 3.2 and 4.4). Credentials come by HTTP Basic (each part
 * form-encoded), in the body or as a signed assertion (RFC 7521, section 4.2), by one of these only; no scopes exist.
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
  if (form['client_assertion'] !== undefined || form['client_assertion_type'] !== undefined) {
    return parseAssertion(form, { refuse, hasBasic: basic });
  }
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

type Refuse = (error: TokenRefusal['error'], description: string) => ParsedTokenRequest;

function parseAssertion(
  form: Readonly<Record<string, string>>,
  { refuse, hasBasic }: { refuse: Refuse; hasBasic: boolean },
): ParsedTokenRequest {
  const { client_assertion: assertion, client_assertion_type: type, client_id: named } = form;
  if (hasBasic || form['client_secret'] !== undefined) return refuse('invalid_request', 'Use one way to prove it.');
  if (type !== ASSERTION_TYPE) return refuse('invalid_client', `The client_assertion_type is ${ASSERTION_TYPE}.`);
  if (!assertion || assertion.length > MOST_ASSERTION_CHARACTERS) return refuse('invalid_client', UNREADABLE);
  const clientId = readSubject(assertion);
  if (clientId === null) return refuse('invalid_client', UNREADABLE);
  if (named !== undefined && named !== clientId) return refuse('invalid_request', 'Two different clients are named.');
  return { kind: 'request', request: { clientId, assertion } };
}

const UNREADABLE = 'The client assertion cannot be read.';

/** Whom an assertion is about. Nothing of it is checked yet: it only says whose key to check it with. */
function readSubject(assertion: string): string | null {
  const [, payload] = assertion.split('.');
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8'));
    const subject = typeof claims === 'object' && claims !== null && 'sub' in claims ? claims.sub : null;
    return typeof subject === 'string' && subject.length > 0 && subject.length <= MOST_CHARACTERS ? subject : null;
  } catch {
    return null;
  }
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
