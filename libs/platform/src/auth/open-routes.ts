import type { FastifyRequest } from 'fastify';

/** The only routes without the gateway's token: for probes and scrapers on the internal network. */
export const OPEN_ROUTES = ['/health', '/metrics'];

export const isOpenRoute = (request: FastifyRequest): boolean =>
  request.method === 'GET' && OPEN_ROUTES.includes(request.routeOptions.url ?? '');
