import { Readable } from 'node:stream';
import { Controller, HttpCode, Param, Put, Req } from '@nestjs/common';
import { type MarketId, marketIdSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import type { FastifyRequest } from 'fastify';
import type { ImportReport } from '../imports/import-file';
import { ContentTypeUnusable, MarketUnreadable } from '../imports/imports.errors';
import { InvitationsService } from './invitations.service';

@Controller('registry/:market/invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @Put()
  @HttpCode(200)
  @AllowStaff('network-operator')
  import(@Param('market') market: string, @Req() request: FastifyRequest): Promise<ImportReport> {
    const id = marketIdSchema.safeParse(market);
    if (!id.success) throw new MarketUnreadable();
    if (!(request.body instanceof Readable)) throw new ContentTypeUnusable();
    return this.invitations.import(id.data as MarketId, request.body);
  }
}
