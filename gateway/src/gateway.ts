import helmet from '@fastify/helmet';
import { toClientError, toSafeError } from '@passant/platform';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Actor } from '@passant/contracts';
import { Authenticator } from './authentication/authenticator';
import { partnerKeys } from './authentication/partner-keys';
import { analystTokens, partnerTokens, staffTokens } from './authentication/token-verifier';
import { drainOf } from './drain';
import { NothingHere, TooManyRequests } from './errors';
import { graphRoute } from './graph/graph-route';
import { startGraphServers } from './graph/graph-server';
import { CostBudgets } from './graph/limit-cost';
import { LIMITS } from './graph/limits';
import { AddressLimits } from './limits/address-limits';
import { Metrics } from './observation/metrics';
import { observationRoutes } from './observation/routes';
import { proxy } from './proxy/proxy';
import { PROXIED_ROUTES } from './proxy/routes';
import { InternalTokens } from './services/internal-tokens';
import { type ServiceAddresses, ServiceConnections } from './services/service-connections';
import { SealedCookies } from './session/sealed-cookies';
import { sessionRoutes } from './session/session.routes';
import { Sessions } from './session/sessions';
import { createStaff, type StaffSettings } from './staff';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls, once a route has established it. */
    actor: Actor | null;
  }
}

export interface GatewaySettings extends StaffSettings {
  readonly services: ServiceAddresses;
  readonly signingKey: KeyObject;
  readonly supergraphSdl: string;
  readonly logger: FastifyBaseLogger;
  /** Addresses of proxies in front whose `x-forwarded-for` may be believed. */
  readonly trustedProxies: readonly string[];
  /** Cost points that one caller may spend in the graph. */
  readonly costPointsPerMinute: number;
  /** Requests of one address to each part of the addresses that is open to anyone. */
  readonly addressRequestsPerMinute: number;
  /** 32 bytes that seal the log-ins of pages; without it, or without a provider of staff, nobody logs in to a page. */
  readonly sessionKey?: Uint8Array;
}

export interface Gateway {
  readonly app: FastifyInstance;
  /** Answers what is under way, at most for 25 s; then lets go of the services. */
  close(): Promise<void>;
}

/** The gateway, ready to listen. It needs no service to be up. */
export async function createGateway(settings: GatewaySettings): Promise<Gateway> {
  const { development, publicUrl, logger } = settings;
  const staff = await createStaff(settings);
  const metrics = new Metrics();
  const connections = new ServiceConnections(settings.services);
  const tokens = new InternalTokens(settings.signingKey);
  const authenticator = new Authenticator({
    partner: partnerTokens(publicUrl, partnerKeys(connections, tokens)),
    staff: staff && staffTokens(staff.issuer),
    analyst: staff && analystTokens(staff.issuer),
  });
  const sessions =
    staff &&
    settings.sessionKey &&
    new Sessions({
      publicUrl,
      provider: staff.provider,
      authenticator,
      cookies: new SealedCookies(settings.sessionKey),
    });
  const graph = await startGraphServers({
    supergraphSdl: settings.supergraphSdl,
    development,
    budgets: new CostBudgets(settings.costPointsPerMinute),
    connections,
    tokens,
    logger,
    metrics,
  });

  const app = createApp(settings, metrics);
  const drain = drainOf(app);
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  await app.register(observationRoutes(metrics));
  await app.register(graphRoute(graph, { authenticator, sessions }));
  const addresses = new AddressLimits(settings.addressRequestsPerMinute);
  await app.register(async (open) => {
    open.addHook('onRequest', async ({ ip }) => addresses.count('log-in', ip));
    if (staff?.routes !== undefined) await open.register(staff.routes);
    if (sessions !== undefined) await open.register(sessionRoutes(sessions, publicUrl));
  });
  for (const route of PROXIED_ROUTES) {
    if (development || route.developmentOnly !== true) {
      await app.register(proxy(route, { authenticator, sessions, addresses, connections, tokens }));
    }
  }
  return {
    app,
    close: async () => {
      await drain();
      // Not in `onClose` hooks: those run before the last request is answered.
      await Promise.all([graph.staff.stop(), graph.partner.stop()]);
      await connections.close();
    },
  };
}

function createApp({ logger, trustedProxies }: GatewaySettings, metrics: Metrics): FastifyInstance {
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    bodyLimit: LIMITS.bodyBytes,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    // What comes over a connection that was open before the stop is still answered.
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.decorateRequest('actor', null);
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    const { routeOptions, method, actor } = request;
    const route = routeOptions.url ?? 'none';
    metrics.countRequest({ route, method, status: reply.statusCode }, reply.elapsedTime / 1_000);
    request.log.info({
      event: 'request.answered',
      route,
      method,
      status: reply.statusCode,
      caller: actor?.kind,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
  app.setNotFoundHandler(async () => {
    throw new NothingHere();
  });
  app.setErrorHandler((error, request, reply) => {
    const client = toClientError(error);
    if (client.status === 500) request.log.error({ event: 'request.failed', error: toSafeError(error) });
    if (client.status === 401) void reply.header('www-authenticate', 'Bearer realm="passant"');
    if (error instanceof TooManyRequests && error.retryAfterSeconds !== undefined) {
      void reply.header('retry-after', error.retryAfterSeconds);
    }
    const { status, message, code, category } = client;
    if (request.routeOptions.url !== '/graphql') return reply.code(status).send({ code, category, message });
    return reply.code(status).send({ errors: [{ message, extensions: { code, category } }] });
  });
  return app;
}
