import type { FastifyPluginAsync, FastifyReply } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { errors } from 'oidc-provider';
import { z } from 'zod';
import { TooManyRequests } from '../errors';
import { logInPage, messagePage, PAGE_POLICY } from '../session/staff-pages';
import { findByPassword, type DevelopmentStaff } from './accounts';
import { type DevelopmentIssuer, ISSUER_PATH } from './development-issuer';

const FORM_BYTES = 4_096;
const WRONG_PASSWORDS = { ofName: 10, ofAddress: 50 };
const WINDOW_SECONDS = 600;
const formSchema = z.object({ name: z.string().max(64), password: z.string().max(128) });
const EXPIRED = 'This log-in has expired. Go back to the page you came from and begin again.';

/** The pages of the development issuer (log-in: `/oidc/interaction/:uid`); all other addresses below `/oidc` are the provider's. */
export const developmentIssuerRoutes =
  ({ provider }: DevelopmentIssuer, { accounts }: DevelopmentStaff): FastifyPluginAsync =>
  async (app) => {
    const ofName = new RateLimiterMemory({ points: WRONG_PASSWORDS.ofName, duration: WINDOW_SECONDS });
    const ofAddress = new RateLimiterMemory({ points: WRONG_PASSWORDS.ofAddress, duration: WINDOW_SECONDS });

    await app.register(async (pages) => {
      pages.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: FORM_BYTES },
        (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body.toString()))),
      );
      pages.setErrorHandler((error, _request, reply) => {
        if (!(error instanceof errors.SessionNotFound)) throw error;
        return show(reply.code(400), messagePage('Log in', EXPIRED));
      });

      pages.get<{ Params: { uid: string } }>(`${ISSUER_PATH}/interaction/:uid`, async ({ raw, url }, reply) => {
        await provider.interactionDetails(raw, reply.raw);
        return show(reply, logInPage({ action: url, name: '' }));
      });

      pages.post(`${ISSUER_PATH}/interaction/:uid`, async ({ raw, url, body, ip }, reply) => {
        await provider.interactionDetails(raw, reply.raw);
        const form = formSchema.safeParse(body);
        const { name, password } = form.success ? form.data : { name: '', password: '' };
        const wrong = [
          { limiter: ofName, key: name },
          { limiter: ofAddress, key: ip },
        ];
        for (const { limiter, key } of wrong) {
          if (((await limiter.get(key))?.remainingPoints ?? 1) <= 0) throw new TooManyRequests();
        }
        const account = findByPassword(accounts(), name, password);
        if (account === undefined) {
          for (const { limiter, key } of wrong) await limiter.penalty(key);
          const problem = 'User name or password is wrong.';
          return show(reply.code(401), logInPage({ action: url, name, problem }));
        }
        const result = { login: { accountId: account.id, remember: false } };
        const next = await provider.interactionResult(raw, reply.raw, result, { mergeWithLastSubmission: false });
        return reply.redirect(next, 303);
      });
    });

    await app.register(async (rest) => {
      const answer = provider.callback();
      rest.removeAllContentTypeParsers();
      rest.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
      rest.all(`${ISSUER_PATH}/*`, async (request, reply) => {
        const { raw } = request;
        // The provider finds out by the difference where it is mounted.
        Object.assign(raw, { originalUrl: raw.url, url: (raw.url ?? '').slice(ISSUER_PATH.length) });
        reply.hijack();
        await answer(raw, reply.raw);
      });
    });
  };

const show = (reply: FastifyReply, page: string) =>
  reply
    .header('content-security-policy', PAGE_POLICY)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(page);
