import { createHash, randomBytes } from 'node:crypto';
import { exportJWK, type JSONWebKeySet } from 'jose';
import Provider, {
  type ClientMetadata,
  type Configuration,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { logOutPage, messagePage, PAGE_POLICY } from '../session/staff-pages';
import { type Account, type DevelopmentStaff, isStaff } from './accounts';
import { MemoryStore } from './memory-store';

export const ISSUER_PATH = '/oidc';
/** What a token is for (RFC 8707); the audience it then names. */
export const RESOURCES: Readonly<Record<string, string>> = {
  'urn:passant:staff': 'passant-staff',
  'urn:passant:analyst': 'passant-analyst',
};
const STAFF_RESOURCE = 'urn:passant:staff';
const ACCESS_SECONDS = 300;
const LOGGED_IN_SECONDS = 8 * 3_600;
const ALGORITHM = 'EdDSA';
/** Programs on the machine of a member of staff (RFC 8252): a code for any port of the loopback address, no secret. */
const NATIVE_CLIENT = 'passant-native';

/** The gateway's own client for the log-in of its pages. */
export interface PagesClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface DevelopmentIssuer {
  readonly provider: Provider;
  readonly jwks: JSONWebKeySet;
  readonly pagesClient: PagesClient;
}

/**
 * An OpenID provider inside the gateway, for development: code + PKCE for people, client credentials for programs.
 * Knows the accounts of `staff.json` and keeps everything else in memory.
 */
export async function createDevelopmentIssuer(publicUrl: string, seeded: DevelopmentStaff): Promise<DevelopmentIssuer> {
  const publicJwk = await exportJWK(seeded.publicKey);
  const kid = createHash('sha256').update(JSON.stringify(publicJwk)).digest('base64url').slice(0, 16);
  const marks = { kid, alg: ALGORITHM, use: 'sig' };
  const pagesClient = { clientId: 'passant-pages', clientSecret: randomBytes(32).toString('base64url') };
  const find = (id: string): Account | undefined => seeded.accounts().find((one) => one.id === id);
  const store = new MemoryStore();
  const findClient = clientsOf(publicUrl, pagesClient, find);
  const provider = new Provider(`${publicUrl}${ISSUER_PATH}`, {
    ...PROTOCOL,
    adapter: (kind: string) => store.adapter(kind, kind === 'Client' ? findClient : undefined),
    jwks: { keys: [{ ...(await exportJWK(seeded.signingKey)), ...marks }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    findAccount: async (_context, id) =>
      find(id) === undefined ? undefined : { accountId: id, claims: async () => ({ sub: id }) },
    extraTokenClaims: async (_context, token) => {
      const id = token.kind === 'AccessToken' ? token.accountId : token.clientId;
      const account = id === undefined ? undefined : find(id);
      return account === undefined ? undefined : claimsOf(account, String(token.aud));
    },
  });
  return { provider, jwks: { keys: [{ ...publicJwk, ...marks }] }, pagesClient };
}

/** Rights go into tokens of their own audience only: staff are never analysts, nor analysts staff. */
function claimsOf(account: Account, audience: string): Record<string, unknown> | undefined {
  if (!isStaff(account)) return audience === 'passant-analyst' ? { passant_client: account.clientId } : undefined;
  if (audience !== 'passant-staff') return undefined;
  return { roles: account.roles, owner: account.owner ?? account.id };
}

const clientsOf =
  (publicUrl: string, { clientId, clientSecret }: PagesClient, find: (id: string) => Account | undefined) =>
  (id: string): ClientMetadata | undefined => {
    if (id === clientId) {
      return {
        client_id: id,
        client_secret: clientSecret,
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${publicUrl}/session/callback`],
        post_logout_redirect_uris: [`${publicUrl}/session/ended`],
      };
    }
    if (id === NATIVE_CLIENT) {
      return {
        client_id: id,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        redirect_uris: ['http://127.0.0.1/callback'],
      };
    }
    const account = find(id);
    if (account === undefined || !isStaff(account)) return undefined;
    return {
      client_id: id,
      client_secret: account.secret,
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    };
  };

// All clients are our own: nobody is asked whether Passant may know what Passant knows.
const policy = interactionPolicy.base();
policy.remove('consent');

const PROTOCOL = {
  scopes: ['openid', 'offline_access'],
  responseTypes: ['code'],
  pkce: { required: () => true },
  clientAuthMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  clientDefaults: { id_token_signed_response_alg: ALGORITHM },
  enabledJWA: { idTokenSigningAlgValues: [ALGORITHM] },
  claims: { openid: ['sub'] },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    clientCredentials: { enabled: true },
    revocation: { enabled: true, allowedPolicy: async (_context, client, token) => token.clientId === client.clientId },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: async (context, form) => show(context, logOutPage(form)),
      postLogoutSuccessSource: async (context) => show(context, messagePage('Logged out', 'You may close this page.')),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: async () => STAFF_RESOURCE,
      useGrantedResource: async () => true,
      getResourceServerInfo: async (_context, resource) => ({
        scope: '',
        audience: RESOURCES[resource] ?? 'nobody',
        accessTokenFormat: 'jwt',
        accessTokenTTL: ACCESS_SECONDS,
        jwt: { sign: { alg: ALGORITHM } },
      }),
    },
  },
  ttl: {
    AccessToken: ACCESS_SECONDS,
    ClientCredentials: ACCESS_SECONDS,
    AuthorizationCode: 60,
    IdToken: ACCESS_SECONDS,
    Interaction: 600,
    Session: LOGGED_IN_SECONDS,
    Grant: LOGGED_IN_SECONDS,
    RefreshToken: LOGGED_IN_SECONDS,
  },
  issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
  interactions: { policy, url: (_context, { uid }) => `${ISSUER_PATH}/interaction/${uid}` },
  loadExistingGrant: async ({ oidc }) => {
    const { client, session, provider, params } = oidc;
    const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
    grant.addOIDCScope('openid offline_access');
    const { resource = STAFF_RESOURCE } = params ?? {};
    for (const one of [resource].flat()) grant.addResourceScope(String(one), '');
    await grant.save();
    return grant;
  },
  renderError: async (context) => {
    show(context, messagePage('This log-in cannot go on', 'Go back to the page you came from and begin again.'));
  },
} satisfies Partial<Configuration>;

function show(context: KoaContextWithOIDC, page: string): void {
  context.type = 'html';
  context.set('content-security-policy', PAGE_POLICY);
  context.body = page;
}
