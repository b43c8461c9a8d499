import fc from 'fast-check';
import { parseTokenRequest } from './parse-token-request';

const GRANT = { grant_type: 'client_credentials' };
const basic = (id: string, secret: string) =>
  `Basic ${Buffer.from(`${encodeURIComponent(id)}:${encodeURIComponent(secret)}`).toString('base64')}`;

describe('a token request', () => {
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
    ['an endless secret', { ...GRANT, client_id: 'me', client_secret: 's'.repeat(513) }, undefined, 'invalid_client'],
  ])('with %s is refused', (_, form, authorization, error) => {
    expect(parseTokenRequest(form as Record<string, string>, authorization)).toMatchObject({
      kind: 'refused',
      refusal: { error },
    });
  });
});
