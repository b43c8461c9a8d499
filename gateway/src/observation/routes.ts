import { BlockList, isIPv6 } from 'node:net';
import type { FastifyPluginAsync } from 'fastify';
import { NothingHere } from '../errors';
import type { Metrics } from './metrics';

const internal = new BlockList();
internal.addSubnet('127.0.0.0', 8);
internal.addSubnet('10.0.0.0', 8);
internal.addSubnet('172.16.0.0', 12);
internal.addSubnet('192.168.0.0', 16);
internal.addAddress('::1', 'ipv6');
internal.addSubnet('fc00::', 7, 'ipv6');

/** `/health` for anyone; `/metrics` for the machine itself and its private network, and not through another proxy. */
export const observationRoutes =
  (metrics: Metrics): FastifyPluginAsync =>
  async (app) => {
    app.get('/health', async () => ({ status: 'ok' }));

    app.get('/metrics', async ({ headers, socket }, reply) => {
      const isProxied = headers['x-forwarded-for'] !== undefined || headers['forwarded'] !== undefined;
      if (isProxied || !isInternal(socket.remoteAddress ?? '')) throw new NothingHere();
      return reply.type(metrics.contentType).send(await metrics.print());
    });
  };

function isInternal(address: string): boolean {
  const plain = address.replace(/^::ffff:/, '');
  return internal.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4');
}
