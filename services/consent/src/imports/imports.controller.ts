import { Readable } from 'node:stream';
import { Controller, HttpCode, Param, Put, Req } from '@nestjs/common';
import { type MarketId, marketIdSchema } from '@passant/contracts';
import { ActsService, AllowStaff, CurrentUpload, type NotedAct } from '@passant/platform';
import type { FastifyRequest } from 'fastify';
import { DecisionsImportService } from './decisions-import.service';
import type { ImportReport } from './import-file';
import { ContentTypeUnusable, MarketUnreadable } from './imports.errors';
import { SubscribersImportService } from './subscribers-import.service';

@Controller('registry/:market')
export class ImportsController {
  constructor(
    private readonly subscribers: SubscribersImportService,
    private readonly decisions: DecisionsImportService,
    private readonly acts: ActsService,
  ) {}

  @Put('subscribers')
  @HttpCode(200)
  @AllowStaff('network-operator')
  async importSubscribers(
    @Param('market') market: string,
    @Req() request: FastifyRequest,
    @CurrentUpload('importSubscribers') act: NotedAct,
  ): Promise<ImportReport> {
    const marketId = toMarketId(market);
    const stream = toStream(request);
    await this.acts.note(act, { kind: 'market', id: marketId });
    return this.subscribers.import(marketId, stream);
  }

  @Put('decisions')
  @HttpCode(200)
  @AllowStaff('network-operator')
  async importDecisions(
    @Param('market') market: string,
    @Req() request: FastifyRequest,
    @CurrentUpload('importDecisions') act: NotedAct,
  ): Promise<ImportReport> {
    const marketId = toMarketId(market);
    const stream = toStream(request);
    await this.acts.note(act, { kind: 'market', id: marketId });
    return this.decisions.import(marketId, stream);
  }
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
