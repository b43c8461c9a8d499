import { Controller, Get, Param, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply } from 'fastify';

/**
 * Everything from here, nothing from elsewhere. Workers and `blob:` images are the map's. Forms may lead on to a provider's
 * log-out, at another site.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
const ASSET = /^[\w-][\w.-]*$/;
const YEAR_SECONDS = 365 * 24 * 3_600;

/** The explorer and the console: files that are the same for everybody. What they show they ask for by the session. */
@Controller()
export class PagesController {
  @Public()
  @Get(['explore', 'explore/*'])
  explore(@Res() reply: FastifyReply): Promise<void> {
    return sendPage(reply, 'explore.html');
  }

  @Public()
  @Get(['console', 'console/*'])
  console(@Res() reply: FastifyReply): Promise<void> {
    return sendPage(reply, 'console.html');
  }

  /** Their names hold a hash of what is in them. */
  @Public()
  @Get('assets/:name')
  async asset(@Param('name') name: string, @Res() reply: FastifyReply): Promise<void> {
    if (!ASSET.test(name)) return void (await reply.code(404).send());
    void reply.header('content-security-policy', POLICY);
    await reply.header('cache-control', `public, max-age=${YEAR_SECONDS}, immutable`).sendFile(`assets/${name}`);
  }
}

async function sendPage(reply: FastifyReply, file: string): Promise<void> {
  void reply.header('content-security-policy', POLICY).header('cache-control', 'no-cache');
  await reply.sendFile(file);
}
