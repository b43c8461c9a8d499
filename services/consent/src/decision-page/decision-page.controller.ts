import { Controller, Get, Injectable, Post, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DecisionsService } from '../decisions/decisions.service';
import { NoticesService } from '../notices/notices.service';
import { UsageService } from '../usage/usage.service';
import { LineViewService } from './line-view.service';
import { findFields, redirect } from './page-request';
import { PageRenderer } from './page-renderer';
import { type PageSession, PageSessions } from './page-sessions';
import { toHistoryView, toEffectText } from './history-view';
import { toSinceText, toUseRows } from './use-view';
import { toChanges, toChangeViews, toPurposeViews, toWithdrawals } from './page-view';

/** What the pages lean on, in one hand. */
@Injectable()
export class DecisionPageServices {
  constructor(
    readonly decisions: DecisionsService,
    readonly notices: NoticesService,
    readonly views: LineViewService,
    readonly usage: UsageService,
  ) {}
}

/** Status → change → check → confirmation. Nothing changes before the confirmation. */
@Controller('decide')
export class DecisionPageController {
  constructor(
    private readonly parts: DecisionPageServices,
    private readonly sessions: PageSessions,
    private readonly renderer: PageRenderer,
  ) {}

  @Get('status')
  @Public()
  async status(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const notice = this.parts.notices.getCurrent(session.language);
    const view = await this.parts.views.get(session.subscriberIds);
    const uses = await this.parts.usage.find(session.subscriberIds);
    return this.renderer.send(reply, 'status', {
      ...toPage(session, '/decide/status', session.texts.status.heading),
      purposes: toPurposeViews(notice, session.texts, view),
      anythingAllowed: view.anythingAllowed,
      history: toHistoryView(session, notice, view),
      uses: toUseRows(session, uses),
      usedSince: toSinceText(session, uses),
    });
  }

  @Get('change')
  @Public()
  async change(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    return this.showChange(session, reply);
  }

  @Post('check')
  @Public()
  async check(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const fields = findFields(request);
    const changes = toChanges(fields, await this.parts.views.get(session.subscriberIds));
    if (changes.length === 0) return this.showChange(session, reply, session.texts.change.nothingChanged);
    const { check } = session.texts;
    return this.renderer.send(reply, 'check', {
      ...toPage(session, '/decide/change', check.heading),
      lead: check.lead,
      confirm: check.confirm,
      backTo: '/decide/change',
      noticeId: fields['notice'] ?? '',
      changes: toChangeViews(this.parts.notices.getCurrent(session.language), changes),
    });
  }

  /** The first of two clicks. The second is the confirmation. */
  @Get('withdraw')
  @Public()
  async withdraw(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const changes = toWithdrawals(await this.parts.views.get(session.subscriberIds));
    if (changes.length === 0) return redirect(reply, `/decide/status?lang=${session.language}`);
    const { withdraw } = session.texts;
    return this.renderer.send(reply, 'check', {
      ...toPage(session, '/decide/withdraw', withdraw.heading),
      lead: withdraw.lead,
      confirm: withdraw.confirm,
      backTo: '/decide/status',
      noticeId: '',
      changes: toChangeViews(this.parts.notices.getCurrent(session.language), changes),
    });
  }

  @Post('confirm')
  @Public()
  async confirm(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const fields = findFields(request);
    const choices = toChanges(fields, await this.parts.views.get(session.subscriberIds));
    const { reference, refused } = await this.parts.decisions.submit({
      subscriberIds: session.subscriberIds,
      choices,
      notice: await this.parts.notices.findServed(fields['notice'], session.subscriberIds),
      wallNow: Date.now(),
    });
    if (refused) return this.showRefused(session, reply, session.texts.refused[refused]);
    if (!reference) return redirect(reply, `/decide/status?lang=${session.language}`);
    return redirect(reply, `/decide/done?lang=${session.language}&reference=${reference}`);
  }

  @Get('done')
  @Public()
  async done(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const view = await this.parts.views.get(session.subscriberIds);
    const { reference } = request.query as { reference?: string };
    const entries = view.history.filter((entry) => entry.reference === reference);
    if (entries.length === 0) return redirect(reply, `/decide/status?lang=${session.language}`);
    const refusal = entries.find(({ effect }) => effect !== null);
    return this.renderer.send(reply, 'done', {
      ...toPage(session, '/decide/status', session.texts.done.heading),
      reference: entries[0]!.reference,
      anyNo: refusal !== undefined,
      anyYes: entries.some(({ effect }) => effect === null),
      effect: refusal ? toEffectText(session, refusal, view.timeZone) : null,
    });
  }

  private async showChange(session: PageSession, reply: FastifyReply, problem?: string): Promise<FastifyReply> {
    const notice = this.parts.notices.getCurrent(session.language);
    const view = await this.parts.views.get(session.subscriberIds);
    const served = await this.parts.notices.serve(session.language, session.subscriberIds);
    return this.renderer.send(reply, 'change', {
      ...toPage(session, '/decide/change', session.texts.change.heading),
      ...(problem ? { status: 422, problem: { text: problem, field: 'choices' } } : {}),
      notice,
      noticeId: served.id,
      purposes: toPurposeViews(notice, session.texts, view),
    });
  }

  private showRefused(session: PageSession, reply: FastifyReply, reason: string): FastifyReply {
    const { refusedHeading, change } = session.texts;
    return this.renderer.send(reply, 'message', {
      ...toPage(session, '/decide/status', refusedHeading),
      status: 409,
      lead: reason,
      next: { href: '/decide/change', text: change.heading },
    });
  }
}

const toPage = ({ language, csrf }: PageSession, path: string, heading: string) => ({
  language,
  csrf,
  path,
  heading,
  signedIn: true,
});
