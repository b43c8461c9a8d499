import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { ServiceName } from '@passant/contracts';
import type { FastifyInstance } from 'fastify';
import type { DestinationStream } from 'pino';
import { InternalTokenVerifier } from '../auth/internal-token';
import type { CommonEnvironment } from '../environment';
import { addBodyParsers } from './body-parsers';
import { addAuthentication, addFarewell, addRequestLog, addSecurityHeaders } from './http-hooks';
import { createLogger, NestLogger } from './logger';

const LARGEST_BODY_BYTES = 100 * 1024;

export interface BootSettings {
  readonly service: ServiceName;
  readonly module: Type | DynamicModule;
  readonly environment: CommonEnvironment;
  /** Where log lines go; stdout where not given. */
  readonly logTo?: DestinationStream;
}

/** A service that is wired and not yet listening: `bootService` and tests use it. */
export async function createService(settings: BootSettings): Promise<NestFastifyApplication> {
  const { service, environment } = settings;
  const logger = createLogger({ service, level: environment.LOG_LEVEL, destination: settings.logTo });
  const verifier = InternalTokenVerifier.fromFile(environment.GATEWAY_PUBLIC_KEY_FILE, service);
  const adapter = new FastifyAdapter({
    bodyLimit: LARGEST_BODY_BYTES,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 0,
    logger: false,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  addBodyParsers(fastify);
  addAuthentication(fastify, verifier);
  addSecurityHeaders(fastify);
  addRequestLog(fastify, logger);
  addFarewell(fastify);
  return NestFactory.create<NestFastifyApplication>(settings.module as Type, adapter, {
    bodyParser: false,
    logger: new NestLogger(logger),
    abortOnError: false,
    forceCloseConnections: false,
  });
}
