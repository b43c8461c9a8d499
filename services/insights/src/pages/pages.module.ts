import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { PagesController } from './pages.controller';

/** What `web` builds: pages, and assets with their compressed twins. */
const BUILT = join(__dirname, '..', '..', 'web', 'dist');

@Module({ controllers: [PagesController] })
export class PagesModule implements OnModuleInit {
  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    // Not awaited: that would start the server before Nest has set its error handler, and unreadable bodies would be 500.
    void fastify.register(fastifyStatic, {
      ...{ root: BUILT, serve: false, preCompressed: true, cacheControl: false },
    });
  }
}
