import { Controller, Get, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { UsageService } from '../usage/usage.service';
import { DecisionPageServices } from './decision-page.controller';
import { toHistoryView, toTimeText } from './history-view';
import { redirect } from './page-request';
import { PageRenderer } from './page-renderer';
import { PageSessions, toPage } from './page-sessions';
import { toPurposeViews } from './page-view';
import { hasMoreUses, toSinceText, toUseRows, toUseSummary } from './use-view';

/** Everything that is to be seen about a line, on one page. Asking for it changes nothing. */
@Controller('decide')
export class StatusPageController {
  constructor(
    private readonly parts: DecisionPageServices,
    private readonly usage: UsageService,
    private readonly sessions: PageSessions,
    private readonly renderer: PageRenderer,
  ) {}

  @Get('status')
  @Public()
  async status(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { subscriberIds, language, texts } = session;
    const notice = this.parts.notices.getCurrent(language);
    const [view, uses, rewards] = await Promise.all([
      this.parts.views.get(subscriberIds),
      this.usage.find(subscriberIds),
      this.parts.seams.rewards.find(subscriberIds, language),
    ]);
    const { receipts } = this.parts.seams;
    return this.renderer.send(reply, 'status', {
      ...toPage(session, '/decide/status', texts.status.heading),
      purposes: toPurposeViews(session, { notice, rewards }, view),
      anythingAllowed: view.anythingAllowed,
      asks: view.isUnanswered && view.user === 'adult',
      isMinor: view.user === 'minor',
      paused: view.pausedUntil && texts.pause.running(toTimeText(session, view.pausedUntil, view.timeZone)),
      rewards,
      rewardNames: rewards.possible.map(({ dataKind, text }) => ({ name: notice.dataKinds[dataKind].name, text })),
      history: toHistoryView(session, { notice, receipts }, view),
      uses: toUseRows(session, uses),
      usedInAll: toUseSummary(session, uses),
      hasMoreUses: hasMoreUses(session, uses),
      usedSince: toSinceText(session, uses),
    });
  }
}
