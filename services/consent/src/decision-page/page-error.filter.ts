import { Catch, Injectable } from '@nestjs/common';
import { type ClientError, ErrorFilter } from '@passant/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { textsOf } from '../texts/texts-of';
import { findLanguage } from './page-request';
import { PageRenderer } from './page-renderer';

/** Where people look with a browser; their files (`.json`) are for programs. */
const PAGES = /^\/(decide|transparency)(\/[^?.]*)?(\?|$)/;

/** A page that cannot be made is told as a page, in the language of whoever asked; everybody else gets JSON, as everywhere. */
@Catch()
@Injectable()
export class PageErrorFilter extends ErrorFilter {
  constructor(private readonly renderer: PageRenderer) {
    super();
  }

  protected override answer(reply: FastifyReply, client: ClientError): void {
    // Without the gateway's token nobody is at a page.
    if (client.status === 401 || !isPage(reply.request)) return super.answer(reply, client);
    const language = findLanguage(reply.request);
    const { broken, done } = textsOf(language);
    this.renderer.send(reply, 'message', {
      language,
      heading: broken.heading,
      lead: client.category === 'not_found' ? broken.missing : broken.lead,
      path: '/decide',
      status: client.status,
      next: { href: '/decide/status', text: done.toStatus },
    });
  }
}

const isPage = ({ url }: FastifyRequest): boolean => PAGES.test(url);
