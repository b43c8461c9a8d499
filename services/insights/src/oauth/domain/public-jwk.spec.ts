import { parsePublicJwk } from './public-jwk';

const X = 'a'.repeat(43);
const ED25519 = { kty: 'OKP', crv: 'Ed25519', x: X };
const P256 = { kty: 'EC', crv: 'P-256', x: X, y: X };
const parse = (jwk: unknown) => parsePublicJwk(JSON.stringify(jwk));

describe('a public key', () => {
  it.each([ED25519, P256])('is of one of two kinds, and only its public members are kept: $crv', (jwk) => {
    expect(parse({ ...jwk, kid: 'mine', use: 'sig', alg: 'none' })).toEqual({ kind: 'key', jwk });
  });

  it.each([
    ['a private Ed25519 key', { ...ED25519, d: X }, /private key/],
    ['a private P-256 key', { ...P256, d: X }, /private key/],
    ['a secret', { kty: 'oct', k: X }, /private key/],
    ['an RSA key', { kty: 'RSA', n: X, e: 'AQAB' }, /Ed25519/],
    ['a key for another curve', { ...P256, crv: 'P-384' }, /Ed25519/],
    ['a key for key agreement', { ...ED25519, crv: 'X25519' }, /Ed25519/],
    ['half a point', { kty: 'EC', crv: 'P-256', x: X }, /Ed25519/],
    ['a coordinate that is too short', { ...ED25519, x: 'a' }, /Ed25519/],
    ['a list', [ED25519], /not one JSON/],
  ])('is not %s', (_, jwk, problem) => {
    expect(parse(jwk)).toEqual({ kind: 'refused', problem: expect.stringMatching(problem) });
  });

  it('is not text', () => {
    expect(parsePublicJwk('-----BEGIN PUBLIC KEY-----')).toMatchObject({ kind: 'refused' });
  });
});
