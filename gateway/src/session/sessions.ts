import { createHash } from 'node:crypto';
import { NotAuthenticated } from '@passant/platform';
import type { Authenticator } from '../authentication/authenticator';
import type { StaffProvider, Tokens } from '../authentication/staff-provider';
import { LOG_IN_COOKIE, readCookie, SESSION_COOKIE, toSetCookie } from './cookies';
import { SealedCookies, type Session } from './sealed-cookies';

export const IDLE_SECONDS = 15 * 60;
export const LONGEST_SECONDS = 8 * 3_600;
const LOG_IN_SECONDS = 10 * 60;
/** A cookie is written anew at most this often, for the idle time alone. */
const SEEN_EVERY_SECONDS = 60;
/** Browsers keep 4,096 bytes a cookie, its name and attributes included. */
const COOKIE_BYTES = 3_900;
/** Requests that come together ask the provider once: some providers take a refresh token that comes twice for stolen. */
const REFRESHED_KEPT_MS = 30_000;

export interface SessionParts {
  readonly publicUrl: string;
  readonly provider: StaffProvider;
  readonly authenticator: Authenticator;
  readonly cookies: SealedCookies;
}

/** A session that goes on; `setCookie` where the browser must hold it anew. */
export interface Resumed {
  readonly session: Session;
  readonly setCookie?: string;
}

/** Log-ins of people at the pages. The gateway keeps none of them: each lies sealed in its browser. */
export class Sessions {
  private readonly refreshing = new Map<string, Promise<Tokens>>();

  constructor(private readonly parts: SessionParts) {}

  /** @param to page of ours to go to at the end @returns where to send the browser, and the cookie it comes back with */
  async begin(to: string, resource: string, nowSeconds: number): Promise<{ url: URL; setCookie: string }> {
    const { url, ...begun } = await this.parts.provider.begin(this.callback, resource);
    const sealed = await this.parts.cookies.seal('log-in', { ...begun, to }, { until: nowSeconds + LOG_IN_SECONDS });
    // Lax: the browser comes back from the provider's site.
    return { url, setCookie: toSetCookie(LOG_IN_COOKIE, sealed, { sameSite: 'Lax' }) };
  }

  /** @param query what the provider sent along @throws NotAuthenticated, KeysUnavailable */
  async finish(
    cookieHeader: string | undefined,
    query: string,
    nowSeconds: number,
  ): Promise<{ to: string; setCookies: string[] }> {
    const begun = await this.parts.cookies.open('log-in', readCookie(cookieHeader, LOG_IN_COOKIE));
    if (begun === undefined) throw new NotAuthenticated();
    const tokens = await this.parts.provider.finish(new URL(`${this.callback}${query}`), begun);
    const session = await this.toSession(tokens, { startedAt: nowSeconds, seenAt: nowSeconds });
    const ended = toSetCookie(LOG_IN_COOKIE, '', { sameSite: 'Lax' });
    return { to: begun.to, setCookies: [await this.toCookie(session), ended] };
  }

  /** @throws NotAuthenticated where there is none, it lay idle too long, or the provider ended it; KeysUnavailable */
  async resume(cookieHeader: string | undefined, nowSeconds: number): Promise<Resumed> {
    const session = await this.parts.cookies.open('session', readCookie(cookieHeader, SESSION_COOKIE));
    if (session === undefined || nowSeconds >= endOf(session)) throw new NotAuthenticated();
    const seen = { startedAt: session.startedAt, seenAt: nowSeconds };
    if (nowSeconds >= session.actorUntil) {
      if (session.refreshToken === undefined) throw new NotAuthenticated();
      const next = await this.toSession(await this.refreshOnce(session.refreshToken), seen);
      return { session: next, setCookie: await this.toCookie(next) };
    }
    if (nowSeconds - session.seenAt < SEEN_EVERY_SECONDS) return { session };
    const next = { ...session, ...seen };
    return { session: next, setCookie: await this.toCookie(next) };
  }

  /** Ends the log-in here and at the provider. */
  async end(cookieHeader: string | undefined, returnTo: string): Promise<{ url: URL | undefined; setCookie: string }> {
    const session = await this.parts.cookies.open('session', readCookie(cookieHeader, SESSION_COOKIE));
    const url = await this.parts.provider.end(session?.refreshToken, returnTo).catch(() => undefined);
    return { url, setCookie: toSetCookie(SESSION_COOKIE, '', { sameSite: 'Strict' }) };
  }

  private get callback(): string {
    return `${this.parts.publicUrl}/session/callback`;
  }

  private async toSession(tokens: Tokens, times: Pick<Session, 'startedAt' | 'seenAt'>): Promise<Session> {
    const { actor, untilSeconds } = await this.parts.authenticator.verifyLogIn(tokens.accessToken);
    return { actor, actorUntil: untilSeconds, refreshToken: tokens.refreshToken, ...times };
  }

  private async toCookie(session: Session): Promise<string> {
    const until = { until: endOf(session) };
    const sealed = await this.parts.cookies.seal('session', session, until);
    // With a refresh token too long for a cookie a log-in lasts as long as its access token.
    const short = { ...session, refreshToken: undefined };
    const fitting = sealed.length <= COOKIE_BYTES ? sealed : await this.parts.cookies.seal('session', short, until);
    return toSetCookie(SESSION_COOKIE, fitting, { sameSite: 'Strict' });
  }

  private refreshOnce(refreshToken: string): Promise<Tokens> {
    const key = createHash('sha256').update(refreshToken).digest('base64url');
    const underWay = this.refreshing.get(key);
    if (underWay !== undefined) return underWay;
    const refreshed = this.parts.provider.refresh(refreshToken);
    this.refreshing.set(key, refreshed);
    const forget = () => void this.refreshing.delete(key);
    refreshed.then(() => setTimeout(forget, REFRESHED_KEPT_MS).unref(), forget);
    return refreshed;
  }
}

const endOf = ({ seenAt, startedAt }: Session): number => Math.min(seenAt + IDLE_SECONDS, startedAt + LONGEST_SECONDS);
