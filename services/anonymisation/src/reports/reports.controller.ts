import { Controller, Get, Header, Headers, Param, Res } from '@nestjs/common';
import { releaseIdSchema } from '@passant/contracts';
import { Public } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import { parseArgument } from '../parse-argument';
import { ReportRenderer } from './report-renderer';
import { ReportsService } from './reports.service';

/** Privacy reports for everybody, without log-in: the gateway passes `/privacy-report` on for anyone. */
@Controller('privacy-report')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly renderer: ReportRenderer,
  ) {}

  /** A page; JSON for whoever accepts `application/json`. */
  @Get(':releaseId')
  @Public()
  @Header('vary', 'accept')
  async show(
    @Param('releaseId') releaseId: string,
    @Res() reply: FastifyReply,
    @Headers('accept') accept?: string,
  ): Promise<void> {
    const report = await this.reports.get(parseArgument('releaseId', releaseIdSchema, releaseId));
    if (accept?.includes('application/json')) {
      await reply.type('application/json; charset=utf-8').send(report);
      return;
    }
    await reply
      .header('content-security-policy', this.renderer.contentSecurityPolicy)
      .type('text/html; charset=utf-8')
      .send(this.renderer.render(report));
  }
}
