import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { QueueCanary } from '../jobs/canary';
import { HealthDetails } from './health-details';
import { Metrics } from './metrics';

/** For probes and scrapers on the internal network; the only routes without a token. */
@Controller()
export class HealthController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    private readonly canary: QueueCanary,
    private readonly metrics: Metrics,
    private readonly details: HealthDetails,
  ) {}

  @Get('/health')
  async health(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const parts = { database: await this.isDatabaseWell(), queue: this.canary.isWell() };
    const well = parts.database && parts.queue;
    void reply.code(well ? 200 : 503);
    const details = await within(this.details.read(), {});
    return { status: well ? 'ok' : 'unwell', ...parts, ...details };
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
    return within(answer, false);
  }
}

/** A probe is answered within 2 s, whatever hangs. */
const within = <T>(answer: Promise<T>, otherwise: T): Promise<T> =>
  Promise.race([answer, new Promise<T>((resolve) => setTimeout(resolve, 2000, otherwise).unref())]);
