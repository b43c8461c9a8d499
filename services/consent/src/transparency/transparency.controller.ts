import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ComplaintUnreadable, TooManyComplaints } from '../complaints/complaints.errors';
import { ComplaintsService } from '../complaints/complaints.service';
import { findAddress, findFields, findLanguage } from '../decision-page/page-request';
import { DocumentRenderer, sendJson } from '../documents/document-renderer';
import { RECEIPT_SCHEMA } from '../receipts/receipt-schema';
import { toTransparencyView } from './transparency-view';
import { TransparencyService } from './transparency.service';
import { TRANSPARENCY_TEXTS } from './transparency-texts';

/** What everybody may see without logging in; and the way to the privacy officer. */
@Controller('transparency')
export class TransparencyController {
  constructor(
    private readonly transparency: TransparencyService,
    private readonly complaints: ComplaintsService,
    private readonly renderer: DocumentRenderer,
  ) {}

  @Get()
  @Public()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const language = findLanguage(request);
    const facts = await this.transparency.getFacts();
    return this.renderer.send(reply, 'transparency', toTransparencyView(language, facts));
  }

  @Get('data.json')
  @Public()
  async data(@Res() reply: FastifyReply): Promise<FastifyReply> {
    return sendJson(reply, await this.transparency.getFacts());
  }

  /** What receipts and the audit log are checked with. */
  @Get('keys.json')
  @Public()
  keys(@Res() reply: FastifyReply): FastifyReply {
    return sendJson(reply, this.transparency.keys, 'passant-keys.json');
  }

  @Get('receipt.schema.json')
  @Public()
  schema(@Res() reply: FastifyReply): FastifyReply {
    return sendJson(reply, RECEIPT_SCHEMA);
  }

  @Get('complaint')
  @Public()
  askForComplaint(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.showForm(request, reply);
  }

  @Post('complaint')
  @Public()
  async complain(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { complaint } = TRANSPARENCY_TEXTS[findLanguage(request)];
    try {
      const reference = await this.complaints.take(findFields(request), findAddress(request));
      return this.renderer.send(reply, 'notice', {
        language: findLanguage(request),
        heading: complaint.taken,
        path: '/transparency',
        paragraphs: [complaint.reference(reference), complaint.authority],
        next: { href: '/transparency', text: complaint.back },
      });
    } catch (error) {
      if (error instanceof ComplaintUnreadable)
        return this.showForm(request, reply, { status: 422, problem: complaint.unreadable });
      if (error instanceof TooManyComplaints)
        return this.showForm(request, reply, { status: 429, problem: complaint.tooMany });
      throw error;
    }
  }

  /** What was written stands in the form again, and nowhere else. */
  private showForm(
    request: FastifyRequest,
    reply: FastifyReply,
    refused: { status: number; problem: string } | undefined = undefined,
  ): FastifyReply {
    const language = findLanguage(request);
    const t = TRANSPARENCY_TEXTS[language].complaint;
    const { text = '', contact = '' } = findFields(request);
    return this.renderer.send(reply, 'complaint', {
      language,
      heading: t.heading,
      path: '/transparency/complaint',
      t,
      given: { text, contact },
      ...refused,
    });
  }
}
