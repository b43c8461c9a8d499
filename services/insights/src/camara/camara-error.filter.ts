import { type ArgumentsHost, Catch, Injectable, Logger } from '@nestjs/common';
import { ErrorFilter, toSafeError } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CORRELATOR, findCorrelator } from './correlator';
import { toCamaraError } from './to-camara-error';

export const CAMARA_PREFIX = '/population-density-data';

/** Errors below CAMARA's addresses have CAMARA's shape, also those of parsing and of unknown addresses; all others are the platform's. */
@Catch()
@Injectable()
export class CamaraErrorFilter extends ErrorFilter {
  private readonly failures = new Logger('Errors');

  override catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<'http' | 'graphql'>() !== 'http') return super.catch(error, host);
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (!request.url.startsWith(CAMARA_PREFIX)) return super.catch(error, host);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const camara = toCamaraError(error);
    if (camara.status === 500) this.failures.error({ event: 'request.failed', error: toSafeError(error) });
    if (reply.sent) return undefined;
    const correlator = findCorrelator(request.headers);
    if (correlator !== undefined) void reply.header(CORRELATOR, correlator);
    void reply.code(camara.status).type('application/json').send(camara);
    return undefined;
  }
}
