import { type Credentials, toTokenForm } from './credentials';
import { PassantError } from './errors';

interface Token {
  readonly text: string;
  readonly untilMs: number;
}

/** A token is not used in its last seconds: it would run out on the way. */
const SPARE_MS = 10_000;

/** One token at a time, kept until it runs out; many that ask at once share one request. */
export class Tokens {
  private current: Promise<Token> | undefined;
  private server: Promise<{ issuer: string; endpoint: string }> | undefined;

  constructor(
    private readonly url: string,
    private readonly credentials: Credentials,
    private readonly fetch: typeof globalThis.fetch,
  ) {}

  /** @param stale a token that was refused: it is not given again. @throws PassantError */
  async get(stale?: string): Promise<string> {
    const known = await this.current?.catch(() => undefined);
    if (known && known.text !== stale && known.untilMs > Date.now()) return known.text;
    // Whoever comes first asks; others that saw the same token wait for it.
    if (!this.pending) {
      this.pending = this.ask().finally(() => (this.pending = undefined));
      this.current = this.pending;
    }
    return (await this.pending).text;
  }

  private pending: Promise<Token> | undefined;

  private async ask(): Promise<Token> {
    const { issuer, endpoint } = await this.discover();
    const body = await toTokenForm(this.credentials, issuer);
    const response = await this.fetch(endpoint, { method: 'POST', body });
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    const { access_token: text, expires_in: seconds, error, error_description: description } = answer;
    if (!response.ok || typeof text !== 'string' || typeof seconds !== 'number') {
      const code = typeof error === 'string' ? error : 'TOKEN_REFUSED';
      throw new PassantError(code, typeof description === 'string' ? description : 'No token was given.');
    }
    return { text, untilMs: Date.now() + seconds * 1000 - SPARE_MS };
  }

  /** RFC 8414, once. The token endpoint must be where the client was told that Passant is. */
  private discover(): Promise<{ issuer: string; endpoint: string }> {
    this.server ??= this.readMetadata().catch((error: unknown) => {
      this.server = undefined;
      throw error;
    });
    return this.server;
  }

  private async readMetadata(): Promise<{ issuer: string; endpoint: string }> {
    const response = await this.fetch(`${this.url}/.well-known/oauth-authorization-server/oauth2`);
    const { issuer } = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if (!response.ok || typeof issuer !== 'string') {
      throw new PassantError('DISCOVERY_FAILED', 'This address does not say how to get a token.');
    }
    return { issuer, endpoint: `${this.url}/oauth2/token` };
  }
}
