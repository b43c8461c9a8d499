import { Controller, Get, Injectable, Post, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Choice, DecisionsService } from '../decisions/decisions.service';
import { NoticesService, type ServedNotice } from '../notices/notices.service';
import { toEffectText } from './history-view';
import { LineViewService } from './line-view.service';
import { findFields, findQuery, redirect } from './page-request';
import { PageRenderer } from './page-renderer';
import { PageSeams } from './page-seams';
import { type PageSession, PageSessions, toPage } from './page-sessions';
import { toAllowed, toChanges, toChangeViews, toPurposeViews } from './page-view';

/** What the pages lean on, in one hand. */
@Injectable()
export class DecisionPageServices {
  constructor(
    readonly decisions: DecisionsService,
    readonly notices: NoticesService,
    readonly views: LineViewService,
    readonly seams: PageSeams,
  ) {}
}

/** Change → check → confirmation. Nothing changes before the confirmation. */
@Controller('decide')
export class DecisionPageController {
  constructor(
    private readonly parts: DecisionPageServices,
    private readonly sessions: PageSessions,
    private readonly renderer: PageRenderer,
  ) {}

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
    const changes = toChanges(fields, await this.parts.views.getPermitted(session.subscriberIds));
    if (changes.length === 0) return this.showChange(session, reply, session.texts.change.nothingChanged);
    return this.showCheck(session, reply, {
      ...session.texts.check,
      changes,
      path: '/decide/change',
      backTo: '/decide/change',
      noticeId: fields['notice'] ?? '',
    });
  }

  /** The first of two clicks. The second is the confirmation. */
  @Get('withdraw')
  @Public()
  async withdraw(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const changes = toAllowed(await this.parts.views.getPermitted(session.subscriberIds), 'refuse');
    const from = { path: '/decide/withdraw', backTo: '/decide/status', noticeId: '' };
    return this.showCheck(session, reply, { ...session.texts.withdraw, ...from, changes });
  }

  /** A yes that is there, for two more years: with the notice of today before it, as for any yes. */
  @Get('renew')
  @Public()
  async renew(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const changes = toAllowed(await this.parts.views.getPermitted(session.subscriberIds), 'renew');
    const { id } = await this.parts.notices.serve(session.language, session.subscriberIds);
    const from = { path: '/decide/renew', backTo: '/decide/status', noticeId: id };
    const notice = this.parts.notices.getCurrent(session.language);
    return this.showCheck(session, reply, { ...session.texts.renew, ...from, changes, notice });
  }

  @Post('confirm')
  @Public()
  async confirm(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.findForForm(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const fields = findFields(request);
    const choices = toChanges(fields, await this.parts.views.getPermitted(session.subscriberIds));
    const { reference, refused } = await this.parts.decisions.submit({
      subscriberIds: session.subscriberIds,
      choices,
      notice: await this.findShown(fields['notice'], session),
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
    const { reference } = findQuery(request);
    const entries = view.history.filter((entry) => entry.reference === reference);
    if (!reference || entries.length === 0) return redirect(reply, `/decide/status?lang=${session.language}`);
    const stopping = entries.find(({ effect }) => effect !== null);
    const isPause = entries.some(({ about }) => 'pausedUntil' in about);
    return this.renderer.send(reply, 'done', {
      ...toPage(session, '/decide/status', session.texts.done.heading),
      reference,
      receipt: this.parts.seams.receipts.findPath(reference, session.language) ?? null,
      isPause,
      anyNo: stopping !== undefined && !isPause,
      anyYes: entries.some(({ about }) => 'state' in about && ['given', 'renewed'].includes(about.state)),
      effect: stopping ? toEffectText(session, stopping, view.timeZone) : null,
    });
  }

  private async findShown(id: string | undefined, { subscriberIds }: PageSession) {
    const served: ServedNotice | undefined = await this.parts.notices.findServed(id, subscriberIds);
    return served && { ...served, isCurrent: await this.parts.notices.isCurrent(served.sha256) };
  }

  private async showChange(session: PageSession, reply: FastifyReply, problem?: string): Promise<FastifyReply> {
    const notice = this.parts.notices.getCurrent(session.language);
    const view = await this.parts.views.get(session.subscriberIds);
    const served = await this.parts.notices.serve(session.language, session.subscriberIds);
    const rewards = await this.parts.seams.rewards.find(session.subscriberIds, session.language);
    return this.renderer.send(reply, 'change', {
      ...toPage(session, '/decide/change', session.texts.change.heading),
      ...(problem ? { status: 422, problem: { text: problem, field: 'choices' } } : {}),
      notice,
      noticeId: served.id,
      offersRewards: rewards.possible.length > 0,
      purposes: toPurposeViews(session, { notice, rewards }, view),
    });
  }

  private showCheck(session: PageSession, reply: FastifyReply, { changes, ...words }: ToCheck): FastifyReply {
    if (changes.length === 0) return redirect(reply, `/decide/status?lang=${session.language}`);
    return this.renderer.send(reply, 'check', {
      ...toPage(session, words.path, words.heading),
      ...words,
      changes: toChangeViews(this.parts.notices.getCurrent(session.language), changes),
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

/** What is to be confirmed, in which words. */
interface ToCheck {
  readonly heading: string;
  readonly lead: string;
  readonly confirm: string;
  readonly path: string;
  readonly backTo: string;
  readonly noticeId: string;
  readonly changes: readonly Choice[];
  readonly notice?: object;
}
