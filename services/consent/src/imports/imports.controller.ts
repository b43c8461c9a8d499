import { Readable } from 'node:stream';
import { Controller, HttpCode, Param, Put, Req } from '@nestjs/common';
import { type MarketId, marketIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
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
  ) {}

  @Put('subscribers')
  @HttpCode(200)
  @AllowStaff('network-operator')
  importSubscribers(@Param('market') market: string, @Req() request: FastifyRequest): Promise<ImportReport> {
    return this.subscribers.import(toMarketId(market), toStream(request));
  }

  @Put('decisions')
  @HttpCode(200)
  @AllowStaff('network-operator')
  importDecisions(@Param('market') market: string, @Req() request: FastifyRequest): Promise<ImportReport> {
    return this.decisions.import(toMarketId(market), toStream(request));
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
