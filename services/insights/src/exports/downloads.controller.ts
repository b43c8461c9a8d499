import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Public } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import type { LinkQuery } from '../links/links.service';
import { DownloadsService } from './downloads.service';

/** Files of exports, for whoever has a signed link. */
@Controller()
export class DownloadsController {
  constructor(private readonly downloads: DownloadsService) {}

  @Public()
  @Get('exports/:id/:name')
  async download(
    @Param() { id, name }: { id: string; name: string },
    @Query() query: LinkQuery,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const download = await this.downloads.open(id, name, query);
    if (download.kind === 'expired') {
      const message = 'This link has ended, or the file is gone. Ask for a new one in the graph.';
      await reply.code(410).send({ code: 'LINK_EXPIRED', category: 'not_found', message });
      return;
    }
    const { file, bytes } = download;
    void reply.header('content-length', file.bytes);
    void reply.header('content-disposition', `attachment; filename="${download.name}"`);
    await reply.type(file.contentType).send(bytes);
  }
}
