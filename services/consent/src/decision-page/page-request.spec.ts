import fastify from 'fastify';
import { PageCookies } from './page-request';

/** What a browser is told of a session that begins and a log-in that ends in one answer. */
async function answerOf(cookies: PageCookies): Promise<unknown> {
  const app = fastify();
  app.get('/', (_request, reply) => {
    cookies.clear(reply, cookies.logIn);
    cookies.set(reply, cookies.session, 'a-token');
    return reply.send();
  });
  const { headers } = await app.inject({ method: 'GET', url: '/' });
  await app.close();
  return headers['set-cookie'];
}

describe('the cookies of the page', () => {
  it('are bound to this host and to HTTPS in production, whatever they are for', async () => {
    const cookies = new PageCookies(true);
    for (const name of [cookies.session, cookies.logIn, cookies.letter]) expect(name).toMatch(/^__Host-passant-/);
    expect(await answerOf(cookies)).toEqual([
      '__Host-passant-log-in=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict; Secure',
      '__Host-passant-session=a-token; Path=/; HttpOnly; SameSite=Strict; Secure',
    ]);
  });

  it('have plain names in development, over plain HTTP, and are kept from scripts and other sites there too', async () => {
    expect(await answerOf(new PageCookies(false))).toEqual([
      'passant-log-in=; Max-Age=0; Path=/; HttpOnly; SameSite=Strict',
      'passant-session=a-token; Path=/; HttpOnly; SameSite=Strict',
    ]);
  });
});
