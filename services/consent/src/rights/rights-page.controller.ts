import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { redirect } from '../decision-page/page-request';
import { PageSessions } from '../decision-page/page-sessions';
import { DocumentRenderer, sendJson } from '../documents/document-renderer';
import { toInstantText } from '../documents/document-texts';
import { RIGHTS_TEXTS } from './rights-texts';
import type { HeldRows } from './rights.repository';
import { RightsService } from './rights.service';

/** What is held about the line that somebody is logged in for, and its erasure: shown first, done on confirmation. */
@Controller('decide')
export class RightsPageController {
  constructor(
    private readonly rights: RightsService,
    private readonly sessions: PageSessions,
    private readonly renderer: DocumentRenderer,
  ) {}

  @Get('data')
  @Public()
  async access(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { language, subscriberIds } = session;
    const t = RIGHTS_TEXTS[language].access;
    const held = await this.rights.access(subscriberIds);
    return this.renderer.send(reply, 'access', {
      language,
      heading: t.heading,
      path: '/decide/data',
      t,
      asOf: `${t.asOf(toInstantText(language, held.asOf))}.`,
      numbers: held.numbers,
      tables: held.tables.map(toTable),
    });
  }

  @Get('data.json')
  @Public()
  async save(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    return sendJson(reply, await this.rights.access(session.subscriberIds), 'passant-data.json');
  }

  @Get('erase')
  @Public()
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { language, csrf } = session;
    const t = RIGHTS_TEXTS[language].erasure;
    return this.renderer.send(reply, 'erasure', { language, heading: t.heading, path: '/decide/erase', t, csrf });
  }

  @Post('erase')
  @Public()
  async erase(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { language, subscriberIds } = session;
    const t = RIGHTS_TEXTS[language].erasure;
    const reference = await this.rights.erase(subscriberIds);
    return this.renderer.send(reply, 'notice', {
      language,
      heading: t.done,
      path: '/decide',
      paragraphs: [...t.doneText, ...(reference ? [t.reference(reference)] : [])],
      next: { href: '/decide', text: t.next },
    });
  }
}

function toTable({ table, rows }: HeldRows) {
  const columns = Object.keys(rows[0] ?? {});
  const toText = (value: unknown): string =>
    value === null || value === undefined ? '–' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return { name: table, columns, rows: rows.map((row) => columns.map((column) => toText(row[column]))) };
}
