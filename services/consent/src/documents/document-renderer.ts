import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Eta } from 'eta';
import type { FastifyReply } from 'fastify';
import type { Language } from '../texts/kinds-of-buyer';
import { DOCUMENT_TEXTS } from './document-texts';

const TEMPLATES = join(__dirname, 'templates');
const STYLE = join(__dirname, '..', 'decision-page', 'templates', 'style.css');
const PRINT =
  '@media print{header nav,form,.skip,.no-print{display:none}body{font-size:11pt}}pre{overflow-wrap:anywhere;white-space:pre-wrap}';

export type Document = 'receipt' | 'transparency' | 'complaint' | 'access' | 'erasure' | 'notice';

export interface DocumentContent {
  readonly language: Language;
  readonly heading: string;
  /** Where the language switch leads, without `lang`; it may have a query. */
  readonly path: string;
  readonly status?: number;
  readonly problem?: string;
}

/** Pages that are read, kept and printed rather than filled in: HTML that needs no script and loads nothing. */
@Injectable()
export class DocumentRenderer {
  private readonly eta = new Eta({ views: TEMPLATES, cache: true, autoEscape: true, varName: 'it' });
  private readonly css = `${readFileSync(STYLE, 'utf8').trim()}\n${PRINT}`;
  private readonly policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(this.css).digest('base64')}'`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

  send<Content extends DocumentContent>(reply: FastifyReply, template: Document, content: Content): FastifyReply {
    const { language, path } = content;
    const switchTo = `${path}${path.includes('?') ? '&' : '?'}lang=${DOCUMENT_TEXTS[language].other.code}`;
    const html = this.eta.render(`./${template}`, { ...content, d: DOCUMENT_TEXTS[language], css: this.css, switchTo });
    return reply
      .code(content.status ?? 200)
      .header('content-security-policy', this.policy)
      .header('content-language', language)
      .type('text/html; charset=utf-8')
      .send(html);
  }
}

/** JSON that a person may keep: indented, with its name where it is to be saved. */
export function sendJson(reply: FastifyReply, body: unknown, fileName?: string): FastifyReply {
  if (fileName !== undefined) reply.header('content-disposition', `attachment; filename="${fileName}"`);
  return reply.type('application/json; charset=utf-8').send(`${JSON.stringify(body, null, 2)}\n`);
}
