import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';
import type { Language } from '../texts/kinds-of-buyer';
import { textsOf } from '../texts/texts-of';

const TEMPLATES = join(__dirname, 'templates');

type Template = 'number' | 'code' | 'letter' | 'status' | 'change' | 'check' | 'pause' | 'user' | 'done' | 'message';

/** What every page needs; templates add their own. */
export interface PageContent {
  readonly language: Language;
  readonly heading: string;
  /** Where the language switch leads: a page that can be asked for again. */
  readonly path: string;
  readonly status?: number;
  readonly csrf?: string;
  readonly signedIn?: boolean;
  readonly problem?: { readonly text: string; readonly field?: string };
}

/** Turns content into HTML that needs no script and loads nothing. */
@Injectable()
export class PageRenderer {
  private readonly eta = new Eta({ views: TEMPLATES, cache: true, autoEscape: true, varName: 'it' });
  private readonly css = readFileSync(join(TEMPLATES, 'style.css'), 'utf8').trim();
  private readonly policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(this.css).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  send<Content extends PageContent>(reply: FastifyReply, template: Template, content: Content): FastifyReply {
    const html = this.eta.render(`./${template}`, { ...content, t: textsOf(content.language), css: this.css });
    return reply
      .code(content.status ?? 200)
      .header('content-security-policy', this.policy)
      .header('content-language', content.language)
      .type('text/html; charset=utf-8')
      .send(html);
  }
}
