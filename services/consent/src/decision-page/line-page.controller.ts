import { Controller, Get, Injectable, Post, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AbsencesService } from '../absences/absences.service';
import { DeclarationsService } from '../declarations/declarations.service';
import { ALL_KEYS, DecisionsService } from '../decisions/decisions.service';
import { toTimeText } from './history-view';
import { LineViewService } from './line-view.service';
import { findFields, redirect } from './page-request';
import { PageRenderer } from './page-renderer';
import { type PageSession, PageSessions, toPage } from './page-sessions';

@Injectable()
export class LinePageServices {
  constructor(
    readonly absences: AbsencesService,
    readonly declarations: DeclarationsService,
    readonly decisions: DecisionsService,
    readonly views: LineViewService,
  ) {}
}

/** What is about the line as a whole: "not now" and "no" to the question, a pause, and who uses it. */
@Controller('decide')
export class LinePageController {
  constructor(
    private readonly parts: LinePageServices,
    private readonly sessions: PageSessions,
    private readonly renderer: PageRenderer,
  ) {}

  /** "No" and "not now": either permits nothing, so there is nothing to check before it counts. */
  @Post('ask')
  @Public()
  async ask(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { answer } = findFields(request);
    if (answer !== 'refuse' && answer !== 'defer') return redirect(reply, toStatus(session));
    const choices = ALL_KEYS.map((key) => ({ ...key, wish: answer }) as const);
    const { subscriberIds } = session;
    const { reference } = await this.parts.decisions.submit({
      subscriberIds,
      choices,
      notice: undefined,
      origin: 'ask',
      wallNow: Date.now(),
    });
    if (answer === 'refuse' && reference)
      return redirect(reply, `/decide/done?lang=${session.language}&reference=${reference}`);
    return this.showMessage(session, reply, session.texts.ask.later, session.texts.ask.put);
  }

  @Get('pause')
  @Public()
  async pause(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    return session ? this.showPause(session, reply) : redirect(reply, this.sessions.toSignedOut(request));
  }

  @Post('pause')
  @Public()
  async beginPause(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const hours = Number(findFields(request)['hours']);
    const { choose, lengths } = session.texts.pause;
    if (!lengths.some((length) => length.hours === hours)) return this.showPause(session, reply, choose);
    const { reference } = await this.parts.absences.pause(session.subscriberIds, hours);
    return redirect(reply, `/decide/done?lang=${session.language}&reference=${reference}`);
  }

  @Post('resume')
  @Public()
  async resume(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    await this.parts.absences.resume(session.subscriberIds);
    return this.showMessage(session, reply, session.texts.pause.resume, session.texts.pause.resumed);
  }

  @Get('user')
  @Public()
  async user(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    return session ? this.showUser(session, reply) : redirect(reply, this.sessions.toSignedOut(request));
  }

  @Post('user')
  @Public()
  async declare(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const user = findFields(request)['user'];
    const texts = session.texts.user;
    if (user !== 'adult' && user !== 'minor') return this.showUser(session, reply, texts.choose);
    await this.parts.declarations.declare(session.subscriberIds, user);
    return this.showMessage(session, reply, texts.heading, user === 'minor' ? texts.nowMinor : texts.nowAdult);
  }

  private async showPause(session: PageSession, reply: FastifyReply, problem?: string): Promise<FastifyReply> {
    const { pausedUntil, timeZone } = await this.parts.views.get(session.subscriberIds);
    const { pause } = session.texts;
    return this.renderer.send(reply, 'pause', {
      ...toPage(session, '/decide/pause', pause.heading),
      ...(problem ? { status: 422, problem: { text: problem, field: 'hours' } } : {}),
      paused: pausedUntil && pause.running(toTimeText(session, pausedUntil, timeZone)),
    });
  }

  private async showUser(session: PageSession, reply: FastifyReply, problem?: string): Promise<FastifyReply> {
    return this.renderer.send(reply, 'user', {
      ...toPage(session, '/decide/user', session.texts.user.heading),
      ...(problem ? { status: 422, problem: { text: problem, field: 'user' } } : {}),
      isMinor: (await this.parts.declarations.find(session.subscriberIds)) === 'minor',
    });
  }

  private showMessage(
    session: PageSession,
    reply: FastifyReply,
    ...[heading, lead]: [heading: string, lead: string]
  ): FastifyReply {
    const next = { href: '/decide/status', text: session.texts.done.toStatus };
    return this.renderer.send(reply, 'message', { ...toPage(session, '/decide/status', heading), lead, next });
  }
}

const toStatus = ({ language }: PageSession): string => `/decide/status?lang=${language}`;
