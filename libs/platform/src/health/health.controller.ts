import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { QueueCanary } from '../jobs/canary';
import { Metrics } from './metrics';

/** For probes and scrapers on the internal network; the only routes without a token. */
@Controller()
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly canary: QueueCanary,
    private readonly metrics: Metrics,
  ) {}

  @Get('/health')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const parts = { database: await this.isDatabaseWell(), queue: this.canary.isWell() };
    const well = parts.database && parts.queue;
    void reply.code(well ? 200 : 503);
    return { status: well ? 'ok' : 'unwell', ...parts };
  }

  @Get('/metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  getMetrics(): Promise<string> {
    return this.metrics.print();
  }

  private async isDatabaseWell(): Promise<boolean> {
    const answer = this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return Promise.race([answer, new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false).unref())]);
  }
}
