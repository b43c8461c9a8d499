import { Controller, Get, Req, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { Receipt } from '@passant/proofs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { redirect } from '../decision-page/page-request';
import { type PageSession, PageSessions } from '../decision-page/page-sessions';
import { DocumentRenderer, sendJson } from '../documents/document-renderer';
import { toInstantText } from '../documents/document-texts';
import { NoticesService } from '../notices/notices.service';
import { RECEIPT_TEXTS } from './receipt-texts';
import { ReceiptsService } from './receipts.service';

/** A decision to keep: printable, and as a file that anybody can check. Only whoever is logged in for the line gets it. */
@Controller('decide')
export class ReceiptPageController {
  constructor(
    private readonly receipts: ReceiptsService,
    private readonly notices: NoticesService,
    private readonly sessions: PageSessions,
    private readonly renderer: DocumentRenderer,
  ) {}

  @Get('receipt')
  @Public()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { reference, found } = await this.find(request, session);
    if (found.length === 0) return redirect(reply, `/decide/status?lang=${session.language}`);
    const t = RECEIPT_TEXTS[session.language];
    return this.renderer.send(reply, 'receipt', {
      language: session.language,
      heading: t.heading(reference),
      path: `/decide/receipt?reference=${reference}`,
      download: `/decide/receipt.json?reference=${reference}&lang=${session.language}`,
      t,
      parties: this.receipts.parties,
      receipts: found.map((receipt) => this.toView(session, receipt)),
    });
  }

  @Get('receipt.json')
  @Public()
  async save(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = await this.sessions.find(request);
    if (!session) return redirect(reply, this.sessions.toSignedOut(request));
    const { reference, found } = await this.find(request, session);
    if (found.length === 0) return redirect(reply, `/decide/status?lang=${session.language}`);
    const place = Number((request.query as { line?: string }).line ?? 1) - 1;
    return sendJson(reply, found[place] ?? found[0], `passant-receipt-${reference}.json`);
  }

  private async find(
    request: FastifyRequest,
    { subscriberIds }: PageSession,
  ): Promise<{ reference: string; found: Receipt[] }> {
    const { reference = '' } = request.query as { reference?: unknown };
    const isOne = typeof reference === 'string' && /^P-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/.test(reference);
    return isOne
      ? { reference, found: await this.receipts.find(subscriberIds, reference) }
      : { reference: '', found: [] };
  }

  private toView({ language, texts }: PageSession, { audit, signature, inclusion }: Receipt) {
    const t = RECEIPT_TEXTS[language];
    const { facts } = audit.opening;
    const names = this.notices.getCurrent(language);
    const nameIn = (of: Readonly<Record<string, { readonly name: string }>>, id: string): string => of[id]?.name ?? id;
    const states: Readonly<Record<string, string>> = texts.status.states;
    return {
      reference: facts.reference,
      created: toInstantText(language, audit.entry.at),
      origin: t.origins[facts.origin] ?? facts.origin,
      notice: facts.notice
        ? t.noticeText(facts.notice.version, facts.notice.language, facts.notice.sha256)
        : facts.evidence
          ? t.elsewhere(facts.evidence['channel'] ?? '')
          : t.noNotice,
      pause: facts.pause
        ? t.pause(toInstantText(language, facts.pause.from), toInstantText(language, facts.pause.until))
        : null,
      rows: facts.decisions.map(({ purpose, dataKind, state, effectiveFrom, expiresAt }) => ({
        purpose: nameIn(names.purposes, purpose),
        dataKind: nameIn(names.dataKinds, dataKind),
        state: states[state] ?? state,
        effectiveFrom: toInstantText(language, effectiveFrom),
        expiresAt: expiresAt ? toInstantText(language, expiresAt) : '–',
      })),
      proof: inclusion ? t.sealed(inclusion.index, inclusion.size) : t.notYetSealed,
      leaf: audit.entry.commitment,
      signature,
    };
  }
}
