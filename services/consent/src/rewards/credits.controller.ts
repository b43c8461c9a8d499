import { Readable } from 'node:stream';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { marketIdSchema, monthSchema } from '@passant/contracts';
import { AllowStaff } from '@passant/platform';
import type { FastifyReply } from 'fastify';
import { CreditsService } from './credits.service';
import { parseField } from './reward-plan.input';

/** Where the network's billing fetches what a month earned, and whose the references in it are. */
@Controller('registry/credits/:market/:month')
export class CreditsController {
  constructor(private readonly credits: CreditsService) {}

  @Get()
  @AllowStaff('network-operator')
  async file(
    @Param('market') market: string,
    @Param('month') month: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { sha256, lines } = await this.credits.getFile(...parseScope(market, month));
    return reply
      .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
      .type('text/csv; charset=utf-8')
      .send(Readable.from(lines));
  }

  @Get('accounts')
  @AllowStaff('network-operator')
  async accounts(
    @Param('market') market: string,
    @Param('month') month: string,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const lines = await this.credits.getAccounts(...parseScope(market, month));
    return reply.type('text/csv; charset=utf-8').send(Readable.from(lines));
  }
}

const parseScope = (market: string, month: string) =>
  [parseField('market', marketIdSchema, market), parseField('month (YYYY-MM)', monthSchema, month)] as const;
