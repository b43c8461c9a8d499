import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import type { LinkQuery } from '../links/links.service';
import { InvoicePagesService } from './invoice-pages.service';

/** Printable invoices, for whoever has a signed link. */
@Controller()
export class InvoicePagesController {
  constructor(private readonly pages: InvoicePagesService) {}

  @Public()
  @Get('invoices/:file')
  async page(@Param('file') file: string, @Query() query: LinkQuery, @Res() reply: FastifyReply): Promise<void> {
    const page = await this.pages.open(file, query);
    if (page.kind === 'expired') {
      await reply
        .code(410)
        .send({ code: 'LINK_EXPIRED', message: 'This link has ended. Ask for a new one in the graph.' });
      return;
    }
    void reply.header('content-security-policy', page.policy).header('content-language', page.language);
    await reply.type('text/html; charset=utf-8').send(page.html);
  }
}
