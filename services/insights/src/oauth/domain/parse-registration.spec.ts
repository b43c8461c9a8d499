import fc from 'fast-check';
import { parseRegistration } from './parse-registration';

describe('what a client says of itself', () => {
  it.each([
    [undefined, { method: 'client_secret_basic', market: null }],
    [{}, { method: 'client_secret_basic', market: null }],
    [
      { grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_post', market: 'town' },
      { method: 'client_secret_post', market: 'town' },
    ],
    [
      { client_name: 'Anybody', software_id: 7 },
      { method: 'client_secret_basic', market: null },
    ],
  ])('is taken as far as it matters: %j', (body, registration) => {
    expect(parseRegistration(body)).toEqual({ kind: 'registration', registration });
  });

  it.each([
    [{ grant_types: ['authorization_code'] }, /grant_types/],
    [{ response_types: ['code'] }, /response_types/],
    [{ token_endpoint_auth_method: 'none' }, /token_endpoint_auth_method/],
    ['words', /the document/],
    [[], /the document/],
  ])('is refused where something of it is not possible: %j', (body, problem) => {
    expect(parseRegistration(body)).toEqual({ kind: 'refused', problem: expect.stringMatching(problem) });
  });

  it('never makes it fail, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(['registration', 'refused']).toContain(parseRegistration(body).kind);
      }),
    );
  });
});
