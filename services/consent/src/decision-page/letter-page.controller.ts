import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { DomainError, ENVIRONMENT, Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../environment';
import { LetterCodesService } from '../letters/letter-codes.service';
import { CodeWrong, NumberUnreadable, TooManyCodes } from '../log-in/log-in.errors';
import { TEXT_MESSAGES } from '../texts/text-messages';
import { findAddress, findCookie, findFields, findLanguage, PageCookies, redirect } from './page-request';
import { PageRenderer } from './page-renderer';
import { textsOf } from '../texts/texts-of';

/** The way in by a code from a letter. */
@Controller('decide')
export class LetterPageController {
  constructor(
    private readonly letters: LetterCodesService,
    private readonly renderer: PageRenderer,
    private readonly cookies: PageCookies,
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'PUBLIC_URL'>,
  ) {}

  @Get('letter')
  @Public()
  show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.showForms(request, reply);
  }

  @Post('letter')
  @Public()
  async order(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const language = findLanguage(request);
    if (!this.isOurs(request)) return redirect(reply, `/decide/letter?lang=${language}`);
    const letter = (code: string): string =>
      TEXT_MESSAGES[language].letters.code(code, `${this.environment.PUBLIC_URL}/decide`);
    try {
      await this.letters.order(findFields(request)['number'] ?? '', findAddress(request), { language, letter });
    } catch (error) {
      return this.showForms(request, reply, error);
    }
    return redirect(reply, `/decide/letter-ordered?lang=${language}`);
  }

  @Get('letter-ordered')
  @Public()
  ordered(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const language = findLanguage(request);
    const { letter } = textsOf(language);
    const next = { href: '/decide/letter', text: letter.heading };
    const path = '/decide/letter-ordered';
    return this.renderer.send(reply, 'message', {
      language,
      heading: letter.orderedHeading,
      lead: letter.ordered,
      path,
      next,
    });
  }

  @Post('letter-log-in')
  @Public()
  async logIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    if (!this.isOurs(request)) return redirect(reply, `/decide/letter?lang=${findLanguage(request)}`);
    const { number = '', code = '' } = findFields(request);
    try {
      const session = await this.letters.logIn(number, code, findAddress(request));
      this.cookies.set(reply, this.cookies.session, session);
    } catch (error) {
      return this.showForms(request, reply, error);
    }
    return redirect(reply, `/decide/status?lang=${findLanguage(request)}`);
  }

  private isOurs(request: FastifyRequest): boolean {
    return this.letters.isOurForm(findCookie(request, this.cookies.letter), findFields(request)['csrf']);
  }

  private showForms(request: FastifyRequest, reply: FastifyReply, error?: unknown): FastifyReply {
    const language = findLanguage(request);
    const { letter, number } = textsOf(language);
    const form = this.letters.toForm(findCookie(request, this.cookies.letter));
    this.cookies.set(reply, this.cookies.letter, form.token);
    const content = { language, heading: letter.heading, path: '/decide/letter', csrf: form.csrf };
    if (error === undefined) return this.renderer.send(reply, 'letter', content);
    if (!(error instanceof DomainError)) throw error;
    const problems = new Map<string, { text: string; field: string; status: number }>([
      [new NumberUnreadable().code, { text: number.unreadable, field: 'number', status: 422 }],
      [new TooManyCodes().code, { text: number.tooMany, field: 'number', status: 429 }],
      [new CodeWrong().code, { text: letter.wrong, field: 'code', status: 403 }],
    ]);
    const problem = problems.get(error.code);
    if (!problem) throw error;
    return this.renderer.send(reply, 'letter', { ...content, status: problem.status, problem });
  }
}
