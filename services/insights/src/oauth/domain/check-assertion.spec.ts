import { type AssertionClaims, checkAssertion } from './check-assertion';

const NOW = 1_740_000_000;
const ISSUER = 'https://passant.example/oauth2';
const expected = { clientId: 'me', audiences: [ISSUER, `${ISSUER}/token`] };
const claims = (overrides: AssertionClaims = {}): AssertionClaims => ({
  ...{ iss: 'me', sub: 'me', aud: ISSUER, exp: NOW + 60, iat: NOW, jti: 'once' },
  ...overrides,
});

describe('a client assertion', () => {
  it.each([
    ['for the issuer', {}],
    ['for the token endpoint', { aud: `${ISSUER}/token` }],
    ['for both in a list', { aud: expected.audiences }],
    ['of a clock a little ahead', { iat: NOW + 5, nbf: NOW + 5 }],
    ['of the longest life', { exp: NOW + 300 }],
    ['without the time it was issued at', { iat: undefined }],
  ])('is good %s', (_, overrides) => {
    const { exp } = claims(overrides);
    expect(checkAssertion(claims(overrides), expected, NOW)).toEqual({
      ...{ kind: 'good', jti: 'once', expiresAtSeconds: exp },
    });
  });

  it.each([
    ['another client issued it', { iss: 'you' }],
    ['it is about another client', { sub: 'you' }],
    ['it is for another server', { aud: 'https://elsewhere.example' }],
    ['it is for another server as well', { aud: [ISSUER, 'https://elsewhere.example'] }],
    ['it is for nobody', { aud: [] }],
    ['it is over', { exp: NOW - 5 }],
    ['it never ends', { exp: undefined }],
    ['it lives too long', { exp: NOW + 306 }],
    ['its end is no number', { exp: `${NOW + 60}` }],
    ['it begins later', { nbf: NOW + 6 }],
    ['it comes from the future', { iat: NOW + 6 }],
    ['nothing tells it from another', { jti: undefined }],
    ['its id is empty', { jti: '' }],
    ['its id is endless', { jti: 'j'.repeat(257) }],
  ] as [string, AssertionClaims][])('is refused where %s', (_, overrides) => {
    expect(checkAssertion(claims(overrides), expected, NOW)).toEqual({ kind: 'refused' });
  });
});
