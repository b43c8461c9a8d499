import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { DomainError, Public } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CodeWrong, NumberUnreadable, TooManyCodes } from '../log-in/log-in.errors';
import { LogInService } from '../log-in/log-in.service';
import { findAddress, findCookie, findFields, findLanguage, PageCookies, redirect } from './page-request';
import { PageRenderer } from './page-renderer';
import { textsOf } from '../texts/texts-of';

/** Number → code → session. */
@Controller('decide')
export class LogInPageController {
  constructor(
    private readonly logIns: LogInService,
    private readonly renderer: PageRenderer,
    private readonly cookies: PageCookies,
  ) {}

  @Get()
  @Public()
  start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    return this.showNumber(request, reply);
  }

  @Post('code')
  @Public()
  async sendCode(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const { code } = textsOf(findLanguage(request));
    const number = findFields(request)['number'] ?? '';
    try {
      const token = await this.logIns.sendCode(number, findAddress(request), code.message);
      this.cookies.set(reply, this.cookies.logIn, token);
      return redirect(reply, `/decide/code?lang=${findLanguage(request)}`);
    } catch (error) {
      return this.showNumber(
        request,
        reply,
        toKnown<NumberUnreadable | TooManyCodes>(error, NumberUnreadable, TooManyCodes),
      );
    }
  }

  /** An address of its own, so that reloading it sends nothing. */
  @Get('code')
  @Public()
  askForCode(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const token = findCookie(request, this.cookies.logIn);
    return token ? this.showCode(request, reply, { token }) : redirect(reply, toStart(request));
  }

  @Post('log-in')
  @Public()
  async logIn(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const token = findCookie(request, this.cookies.logIn);
    const { csrf, code } = findFields(request);
    if (!token || !this.logIns.isCsrfToken(token, csrf ?? '')) return redirect(reply, toStart(request));
    try {
      const session = await this.logIns.logIn(token, code ?? '');
      this.cookies.clear(reply, this.cookies.logIn);
      this.cookies.set(reply, this.cookies.session, session);
      return redirect(reply, `/decide/status?lang=${findLanguage(request)}`);
    } catch (error) {
      return this.showCode(request, reply, { token, problem: toKnown<CodeWrong>(error, CodeWrong) });
    }
  }

  @Post('sign-out')
  @Public()
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const session = findCookie(request, this.cookies.session);
    if (session && this.logIns.isCsrfToken(session, findFields(request)['csrf'] ?? '')) {
      await this.logIns.logOut(session);
      this.cookies.clear(reply, this.cookies.session);
    }
    return redirect(reply, `/decide/signed-out?lang=${findLanguage(request)}`);
  }

  @Get('signed-out')
  @Public()
  signedOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    const language = findLanguage(request);
    const { ended } = textsOf(language);
    const next = { href: '/decide', text: ended.again };
    return this.renderer.send(reply, 'message', {
      language,
      heading: ended.heading,
      lead: ended.lead,
      path: '/decide/signed-out',
      next,
    });
  }

  private showNumber(
    request: FastifyRequest,
    reply: FastifyReply,
    error?: NumberUnreadable | TooManyCodes,
  ): FastifyReply {
    const language = findLanguage(request);
    const { number } = textsOf(language);
    const text = error instanceof TooManyCodes ? number.tooMany : number.unreadable;
    return this.renderer.send(reply, 'number', {
      language,
      heading: number.heading,
      path: '/decide',
      ...(error ? { status: statusOf(error), problem: { text, field: 'number' } } : {}),
    });
  }

  private showCode(
    request: FastifyRequest,
    reply: FastifyReply,
    { token, problem }: { token: string; problem?: CodeWrong },
  ): FastifyReply {
    const language = findLanguage(request);
    const { code } = textsOf(language);
    return this.renderer.send(reply, 'code', {
      language,
      heading: code.heading,
      path: '/decide/code',
      csrf: this.logIns.toCsrfToken(token),
      ...(problem ? { status: statusOf(problem), problem: { text: code.wrong, field: 'code' } } : {}),
    });
  }
}

const toStart = (request: FastifyRequest): string => `/decide?lang=${findLanguage(request)}`;

const statusOf = ({ category }: DomainError): number =>
  category === 'too_many' ? 429 : category === 'unauthenticated' ? 403 : 422;

/** An error that the page explains; any other goes on to the error filter. */
function toKnown<Known extends DomainError>(error: unknown, ...kinds: readonly Kind<Known>[]): Known {
  const known = kinds.some((kind) => error instanceof kind);
  if (!known) throw error;
  return error as Known;
}

type Kind<Known> = Known extends DomainError ? new () => Known : never;
