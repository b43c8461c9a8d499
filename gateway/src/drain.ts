import type { FastifyInstance } from 'fastify';

const CHECK_MS = 100;
const AT_LATEST_MS = 25_000;

/**
 * Follows what is under way. The function it gives takes no new connections, waits until the last request is answered
 * (at most 25 s) and closes; it does not wait for callers that keep an idle connection, or open one and say nothing.
 */
export function drainOf(app: FastifyInstance): () => Promise<void> {
  let underWay = 0;
  app.server.on('request', (_request, response) => {
    underWay += 1;
    response.once('close', () => {
      underWay -= 1;
    });
  });
  return async () => {
    const check = setInterval(() => {
      if (underWay === 0) app.server.closeAllConnections();
    }, CHECK_MS);
    const atLatest = setTimeout(() => app.server.closeAllConnections(), AT_LATEST_MS);
    await app.close();
    clearInterval(check);
    clearTimeout(atLatest);
  };
}
