import { Readable } from 'node:stream';
import { Controller, HttpCode, Param, Put, Req } from '@nestjs/common';
import { type MarketId, marketIdSchema } from '@passant/contracts';
import { ActsService, AllowStaff, CurrentUpload, type NotedAct } from '@passant/platform';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ImportReport } from './import-file';
import { ContentTypeUnusable, ImportIdUnreadable, MarketUnreadable } from './imports.errors';
import { type ImportKind, ImportsService } from './imports.service';

@Controller('registry/:market')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly acts: ActsService,
  ) {}

  @Put('subscribers')
  @HttpCode(200)
  @AllowStaff('network-operator')
  importSubscribers(
    @Param('market') market: string,
    @Req() request: FastifyRequest,
    @CurrentUpload('importSubscribers') act: NotedAct,
  ): Promise<ImportReport> {
    return this.import({ market, kind: 'subscribers' }, request, act);
  }

  @Put('decisions')
  @HttpCode(200)
  @AllowStaff('network-operator')
  importDecisions(
    @Param('market') market: string,
    @Req() request: FastifyRequest,
    @CurrentUpload('importDecisions') act: NotedAct,
  ): Promise<ImportReport> {
    return this.import({ market, kind: 'decisions' }, request, act);
  }

  private async import(
    { market, kind }: { market: string; kind: ImportKind },
    request: FastifyRequest,
    act: NotedAct,
  ): Promise<ImportReport> {
    const order = { market: toMarketId(market), kind, importId: toImportId(request.query) };
    const stream = toStream(request);
    await this.acts.note(act, { kind: 'market', id: order.market });
    return this.imports.import(order, stream);
  }
}

/** `?import=<uuid>` */
function toImportId(query: unknown): string | undefined {
  const parsed = z.object({ import: z.uuid().optional() }).safeParse(query);
  if (!parsed.success) throw new ImportIdUnreadable();
  return parsed.data.import;
}

function toMarketId(text: string): MarketId {
  const market = marketIdSchema.safeParse(text);
  if (!market.success) throw new MarketUnreadable();
  return market.data;
}

function toStream({ body }: FastifyRequest): Readable {
  if (!(body instanceof Readable)) throw new ContentTypeUnusable();
  return body;
}
