import type { FastifyInstance } from 'fastify';
import { toClientError, toSafeError } from '@passant/platform';

const CORRELATOR = 'x-correlator';
/** CAMARA Commonalities 0.6, `XCorrelator`. */
const CORRELATOR_PATTERN = /^[a-zA-Z0-9-_:;./<>{}]{0,256}$/;

/** HTTP statuses that CAMARA names otherwise or not at all. */
const CAMARA: Readonly<Record<number, { readonly status: number; readonly code: string }>> = {
  401: { status: 401, code: 'UNAUTHENTICATED' },
  403: { status: 403, code: 'PERMISSION_DENIED' },
  404: { status: 404, code: 'NOT_FOUND' },
  413: { status: 400, code: 'INVALID_ARGUMENT' },
  415: { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
  500: { status: 500, code: 'INTERNAL' },
  503: { status: 503, code: 'UNAVAILABLE' },
};

/** The gateway's own refusals as CAMARA's clients read them (Commonalities 0.6, `ErrorInfo`), with their correlator. */
export function camaraErrors(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    const given = request.headers[CORRELATOR];
    if (typeof given === 'string' && CORRELATOR_PATTERN.test(given)) void reply.header(CORRELATOR, given);
  });
  app.setErrorHandler((error, request, reply) => {
    const client = toClientError(error);
    if (client.status === 500) request.log.error({ event: 'request.failed', error: toSafeError(error) });
    if (client.status === 401) void reply.header('www-authenticate', 'Bearer realm="passant"');
    const { status, code } = CAMARA[client.status] ?? { status: 400, code: 'INVALID_ARGUMENT' };
    return reply.code(status).send({ status, code, message: client.message });
  });
}
