import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LogInService } from '../log-in/log-in.service';
import type { Language } from '../texts/kinds-of-buyer';
import type { PageTexts } from '../texts/page-texts';
import { findCookie, findFields, findLanguage, PageCookies } from './page-request';
import { textsOf } from '../texts/texts-of';

/** Somebody who proved that a number is theirs, within the last 15 minutes. */
export interface PageSession {
  readonly subscriberIds: readonly string[];
  readonly csrf: string;
  readonly language: Language;
  readonly texts: PageTexts;
}

/** What every page of somebody who is logged in shows. `path`: where the language switch leads. */
export const toPage = ({ language, csrf }: PageSession, path: string, heading: string) => ({
  language,
  csrf,
  path,
  heading,
  signedIn: true,
});

@Injectable()
export class PageSessions {
  constructor(
    private readonly logIns: LogInService,
    private readonly cookies: PageCookies,
  ) {}

  async find(request: FastifyRequest): Promise<PageSession | undefined> {
    const token = findCookie(request, this.cookies.session);
    const subscriberIds = await this.logIns.findLines(token);
    if (!token || !subscriberIds) return undefined;
    const language = findLanguage(request);
    return { subscriberIds, csrf: this.logIns.toCsrfToken(token), language, texts: textsOf(language) };
  }

  /** A session whose form came from one of our own pages. */
  async findForForm(request: FastifyRequest): Promise<PageSession | undefined> {
    const token = findCookie(request, this.cookies.session);
    const isOurs = token && this.logIns.isCsrfToken(token, findFields(request)['csrf'] ?? '');
    return isOurs ? this.find(request) : undefined;
  }

  toSignedOut(request: FastifyRequest): string {
    return `/decide/signed-out?lang=${findLanguage(request)}`;
  }
}
