import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { NotAllowed, NotAuthenticated } from '@passant/platform';
import type { Sessions } from './sessions';
import { goOnPage, messagePage, PAGE_POLICY } from './staff-pages';

/** Pages that people log in for, and what their tokens must be good for. */
const PAGES = [
  { path: '/explore', resource: 'urn:passant:analyst' },
  { path: '/console', resource: 'urn:passant:staff' },
] as const;
/** A page of ours puts it on every request; another site's form or image cannot. */
export const CSRF_HEADER = 'x-passant-csrf';
const TRY_AGAIN = 'Go back to the page you came from and log in again.';

/**
 * `/session/login?to=/console`, `/session/callback`, `GET /session` (who is logged in), `POST /session/logout`. The
 * callback answers with a page, not with a redirect: a cookie for this site alone would not come along from the provider's.
 */
export const sessionRoutes =
  (sessions: Sessions, publicUrl: string): FastifyPluginAsync =>
  async (app) => {
    app.addHook('onRequest', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    app.addContentTypeParser('application/x-www-form-urlencoded', (_request, payload, done) => {
      payload.resume();
      done(null, {});
    });

    app.get('/session/login', async ({ query }, reply) => {
      const to = toOwnPath((query as Record<string, unknown>)['to']);
      const page = PAGES.find(({ path }) => to === path || to?.startsWith(`${path}/`) || to?.startsWith(`${path}?`));
      if (to === undefined || page === undefined) {
        return show(reply.code(400), messagePage('Log in', 'There is no such page to log in for.'));
      }
      const { url, setCookie } = await sessions.begin(to, page.resource, nowSeconds());
      return reply.header('set-cookie', setCookie).redirect(url.href, 303);
    });

    app.get('/session/callback', async ({ headers, raw, log }, reply) => {
      const query = /\?.*$/s.exec(raw.url ?? '')?.[0] ?? '';
      try {
        const { to, setCookies } = await sessions.finish(headers.cookie, query, nowSeconds());
        return show(reply.header('set-cookie', setCookies), goOnPage(to));
      } catch (error) {
        if (!(error instanceof NotAuthenticated)) throw error;
        log.info({ event: 'session.refused' });
        return show(
          reply.code(403),
          messagePage('This log-in did not work', `${TRY_AGAIN} The account may have no role here.`),
        );
      }
    });

    app.get('/session', async (request, reply) => {
      const { actor } = await resumeSession(sessions, request, reply);
      return { actor };
    });

    app.post('/session/logout', async (request, reply) => {
      if (!isOurOwn(request, publicUrl)) throw new NotAllowed();
      const { url, setCookie } = await sessions.end(request.headers.cookie, `${publicUrl}/session/ended`);
      return reply.header('set-cookie', setCookie).redirect(url?.href ?? '/session/ended', 303);
    });

    app.get('/session/ended', async (_request, reply) =>
      show(reply, messagePage('Logged out', 'You may close this page.')),
    );
  };

/** Who asks by cookie, from a page of ours. @throws NotAuthenticated, NotAllowed, KeysUnavailable */
export async function resumeSession(
  sessions: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Awaited<ReturnType<Sessions['resume']>>['session']> {
  const { session, setCookie } = await sessions.resume(request.headers.cookie, nowSeconds());
  const site = request.headers['sec-fetch-site'];
  if (request.headers[CSRF_HEADER] === undefined || (site !== undefined && site !== 'same-origin')) {
    throw new NotAllowed(`A request by cookie needs the header ${CSRF_HEADER}, from a page of this site.`);
  }
  if (setCookie !== undefined) void reply.header('set-cookie', setCookie);
  return session;
}

/** A form of a page of ours, or a script of one. */
function isOurOwn({ headers }: FastifyRequest, publicUrl: string): boolean {
  return headers.origin === new URL(publicUrl).origin || headers[CSRF_HEADER] !== undefined;
}

/** A path of this site, as the browser will read it: `//elsewhere` and `/\elsewhere` are other sites. */
function toOwnPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > 1_024 || !/^\/[^/\\]/.test(given)) return undefined;
  const { origin, pathname, search } = new URL(given, 'http://here.invalid');
  return origin === 'http://here.invalid' ? `${pathname}${search}` : undefined;
}

const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

const show = (reply: FastifyReply, page: string) =>
  reply.header('content-security-policy', PAGE_POLICY).type('text/html; charset=utf-8').send(page);
