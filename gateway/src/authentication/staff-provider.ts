import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as oidc from 'openid-client';
import { NotAuthenticated } from '@passant/platform';
import { fetchedKeys, KEY_FETCHING, KeysUnavailable } from './keys-unavailable';

const TIMEOUT_SECONDS = 5;

export interface StaffProviderSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scope: string;
  /** Plain HTTP to the provider; in development only. */
  readonly insecure: boolean;
}

/** What must be remembered between the two halves of a log-in. */
export interface BegunLogIn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/** The OpenID provider of staff, as its client: code + PKCE (RFC 7636, S256), found by discovery when first needed. */
export class StaffProvider {
  private found: Promise<oidc.Configuration> | undefined;

  constructor(private readonly settings: StaffProviderSettings) {}

  /** @param resource what the token shall be good for (RFC 8707) @throws KeysUnavailable */
  async begin(redirectUri: string, resource: string): Promise<BegunLogIn & { readonly url: URL }> {
    const begun = { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() };
    const url = oidc.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      resource,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(begun.codeVerifier),
      code_challenge_method: 'S256',
    });
    return { ...begun, url };
  }

  /** @param url where the provider sent the browser @throws NotAuthenticated, KeysUnavailable */
  finish(url: URL, begun: BegunLogIn): Promise<Tokens> {
    return this.ask((configuration) =>
      oidc.authorizationCodeGrant(configuration, url, {
        pkceCodeVerifier: begun.codeVerifier,
        expectedState: begun.state,
        expectedNonce: begun.nonce,
        idTokenExpected: true,
      }),
    );
  }

  /** @throws NotAuthenticated where the provider ended it, KeysUnavailable */
  async refresh(refreshToken: string): Promise<Tokens> {
    // A provider that does not turn refresh tokens over keeps the one there is.
    return { refreshToken, ...(await this.ask((found) => oidc.refreshTokenGrant(found, refreshToken))) };
  }

  /** Ends what the provider keeps of a log-in as far as it can, and says where the browser logs out there, if anywhere. */
  async end(refreshToken: string | undefined, returnTo: string): Promise<URL | undefined> {
    const found = await this.configuration();
    const { revocation_endpoint: revocation, end_session_endpoint: ending } = found.serverMetadata();
    if (refreshToken !== undefined && revocation !== undefined) {
      await oidc.tokenRevocation(found, refreshToken).catch(() => undefined);
    }
    return ending === undefined
      ? undefined
      : oidc.buildEndSessionUrl(found, { client_id: this.settings.clientId, post_logout_redirect_uri: returnTo });
  }

  /** The keys of its tokens. */
  get keys(): JWTVerifyGetKey {
    let keys: JWTVerifyGetKey | undefined;
    return fetchedKeys(async (header, token) => {
      const { jwks_uri: uri } = (await this.configuration()).serverMetadata();
      if (uri === undefined) throw new KeysUnavailable();
      keys ??= createRemoteJWKSet(new URL(uri), KEY_FETCHING);
      return keys(header, token);
    });
  }

  private async ask(question: (found: oidc.Configuration) => Promise<oidc.TokenEndpointResponse>): Promise<Tokens> {
    const found = await this.configuration();
    try {
      const { access_token: accessToken, refresh_token: refreshToken } = await question(found);
      return refreshToken === undefined ? { accessToken } : { accessToken, refreshToken };
    } catch (error) {
      // A 4xx is about this log-in, and so is an answer that does not fit what was asked.
      const isTheirs = error instanceof oidc.ResponseBodyError && error.status >= 500;
      if (isTheirs || error instanceof TypeError || isTimeout(error)) throw new KeysUnavailable();
      throw new NotAuthenticated();
    }
  }

  private configuration(): Promise<oidc.Configuration> {
    this.found ??= this.discover().catch(() => {
      this.found = undefined;
      throw new KeysUnavailable();
    });
    return this.found;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret, insecure } = this.settings;
    return oidc.discovery(new URL(issuer), clientId, undefined, oidc.ClientSecretBasic(clientSecret), {
      timeout: TIMEOUT_SECONDS,
      execute: insecure ? [oidc.allowInsecureRequests] : [],
    });
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';
