import { createServer, type Server } from 'node:http';
import { exportJWK } from 'jose';
import Provider from 'oidc-provider';
import { MemoryStore } from '../../src/development-issuer/memory-store';
import { ed25519 } from './test-tokens';

const TOKEN_SECONDS = { AccessToken: 300, ClientCredentials: 300, IdToken: 300 };
const PERSON = { person: true };
export const OTHER_CLIENT = { clientId: 'passant', clientSecret: 'the-secret-of-passant-at-the-other-provider' };
const PROGRAM_SECRET = 'the-secret-of-a-program-at-the-other-provider';

/** What the other provider knows; a test may change it between two requests. */
export interface OtherAccounts {
  [subject: string]: Record<string, unknown>;
}

/** An OpenID provider that is not ours: own address, own words for roles, own log-in page. */
export class OtherProvider {
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(port: number, publicUrl: string, accounts: OtherAccounts): Promise<OtherProvider> {
    const issuer = `http://127.0.0.1:${port}`;
    const program = { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] };
    const store = new MemoryStore();
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: OTHER_CLIENT.clientId,
          client_secret: OTHER_CLIENT.clientSecret,
          grant_types: ['authorization_code', 'refresh_token'],
          redirect_uris: [`${publicUrl}/session/callback`],
          post_logout_redirect_uris: [`${publicUrl}/session/ended`],
        },
        ...Object.keys(accounts)
          .filter((id) => !(accounts[id] && 'person' in accounts[id]))
          .map((id) => ({ client_id: id, client_secret: PROGRAM_SECRET, ...program })),
      ],
      clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
      jwks: { keys: [{ ...(await exportJWK(ed25519().privateKey)), alg: 'EdDSA', use: 'sig', kid: 'other-1' }] },
      adapter: (kind: string) => store.adapter(kind),
      cookies: { keys: ['a key of the tests'] },
      ttl: { Interaction: 600, Session: 600, Grant: 600, RefreshToken: 600, AuthorizationCode: 60, ...TOKEN_SECONDS },
      scopes: ['openid', 'offline_access'],
      findAccount: async (_context, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
      issueRefreshToken: async () => true,
      rotateRefreshToken: true,
      features: {
        devInteractions: { enabled: true },
        clientCredentials: { enabled: true },
        revocation: { enabled: true, allowedPolicy: async () => true },
        resourceIndicators: {
          enabled: true,
          defaultResource: async () => 'urn:passant:staff',
          useGrantedResource: async () => true,
          getResourceServerInfo: async (_context, resource) => ({
            scope: '',
            audience: resource.replace('urn:passant:', 'passant-'),
            accessTokenFormat: 'jwt',
            accessTokenTTL: 300,
            jwt: { sign: { alg: 'EdDSA' } },
          }),
        },
      },
      extraTokenClaims: async (_context, token) =>
        accounts[(token.kind === 'AccessToken' ? token.accountId : token.clientId) ?? ''],
    });
    const server = createServer(provider.callback());
    await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
    return new OtherProvider(issuer, server);
  }

  async programToken(id: string): Promise<string> {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id,
      client_secret: PROGRAM_SECRET,
    });
    const answer = await fetch(`${this.issuer}/token`, { method: 'POST', body });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** Somebody who logs in, with these claims in their tokens. */
export const person = (claims: Record<string, unknown>) => ({ ...PERSON, ...claims });
