import fc from 'fast-check';
import { ASSERTION_TYPE, parseTokenRequest } from './parse-token-request';

const GRANT = { grant_type: 'client_credentials' };
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

const assertionOf = (claims: object) =>
  ['{}', JSON.stringify(claims), 's'].map((part) => Buffer.from(part).toString('base64url')).join('.');
const SIGNED = { ...GRANT, client_assertion_type: ASSERTION_TYPE, client_assertion: assertionOf({ sub: 'me' }) };

describe('a token request', () => {
  it('takes a signed assertion, and finds the client in it', () => {
    const request = { clientId: 'me', assertion: SIGNED.client_assertion };
    expect(parseTokenRequest(SIGNED, undefined)).toEqual({ kind: 'request', request });
    expect(parseTokenRequest({ ...SIGNED, client_id: 'me' }, undefined)).toEqual({ kind: 'request', request });
  });

  it('takes the secret by Basic', () => {
    expect(parseTokenRequest(GRANT, basic('me', 's:c%r+t'))).toEqual({
      kind: 'request',
      request: { clientId: 'me', clientSecret: 's:c%r+t' },
    });
  });

  it('takes the secret in the body', () => {
    expect(parseTokenRequest({ ...GRANT, client_id: 'me', client_secret: 's' }, undefined)).toEqual({
      kind: 'request',
      request: { clientId: 'me', clientSecret: 's' },
    });
  });

  it('gets back whatever was sent by Basic', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(text, text, (id, secret) => {
        expect(parseTokenRequest(GRANT, basic(id, secret))).toEqual({
          kind: 'request',
          request: { clientId: id, clientSecret: secret },
        });
      }),
    );
  });

  it.each([
    ['no grant type', {}, undefined, 'invalid_request'],
    ['another grant type', { grant_type: 'password' }, undefined, 'unsupported_grant_type'],
    ['a scope', { ...GRANT, scope: 'all' }, undefined, 'invalid_scope'],
    ['no credentials', GRANT, undefined, 'invalid_client'],
    ['no secret', { ...GRANT, client_id: 'me' }, undefined, 'invalid_client'],
    ['a bearer token', GRANT, 'Bearer x', 'invalid_client'],
    ['Basic without a colon', GRANT, `Basic ${Buffer.from('me').toString('base64')}`, 'invalid_client'],
    ['Basic with a broken escape', GRANT, `Basic ${Buffer.from('me:%').toString('base64')}`, 'invalid_client'],
    ['the secret twice', { ...GRANT, client_secret: 's' }, basic('me', 's'), 'invalid_request'],
    ['two clients', { ...GRANT, client_id: 'you' }, basic('me', 's'), 'invalid_request'],
    ['an assertion of another type', { ...SIGNED, client_assertion_type: 'saml2' }, undefined, 'invalid_client'],
    ['an assertion and a secret', { ...SIGNED, client_secret: 's' }, undefined, 'invalid_request'],
    ['an assertion and Basic', SIGNED, basic('me', 's'), 'invalid_request'],
    ['an assertion for another client', { ...SIGNED, client_id: 'you' }, undefined, 'invalid_request'],
    ['a type without an assertion', { ...GRANT, client_assertion_type: ASSERTION_TYPE }, undefined, 'invalid_client'],
    ['an assertion about nobody', { ...SIGNED, client_assertion: assertionOf({}) }, undefined, 'invalid_client'],
    ['an assertion that is none', { ...SIGNED, client_assertion: 'x.y.z' }, undefined, 'invalid_client'],
    ['an endless assertion', { ...SIGNED, client_assertion: 'x'.repeat(4097) }, undefined, 'invalid_client'],
    ['an endless secret', { ...GRANT, client_id: 'me', client_secret: 's'.repeat(513) }, undefined, 'invalid_client'],
  ])('with %s is refused', (_, form, authorization, error) => {
    expect(parseTokenRequest(form as Record<string, string>, authorization)).toMatchObject({
      kind: 'refused',
      refusal: { error },
    });
  });
});
