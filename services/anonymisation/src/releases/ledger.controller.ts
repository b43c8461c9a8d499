import { Controller, Get, Query } from '@nestjs/common';
import { daySchema, marketIdSchema } from '@passant/contracts';
import { Public } from '@passant/platform';
import { parseArgument } from '../parse-argument';
import { LedgerService, type Ledger } from './ledger.service';

/**
 * The ledger for everybody, without log-in: the gateway passes `/ledger` on for anyone. Nothing in it says more than the releases
 * do: costs, and hashes of noisy tables.
 */
@Controller('ledger')
export class LedgerController {
  constructor(private readonly ledger: LedgerService) {}

  /** `market` is required; `from` and `to` are days, widened to whole months. */
  @Get()
  @Public()
  show(@Query('market') market?: string, @Query('from') from?: string, @Query('to') to?: string): Promise<Ledger> {
    return this.ledger.describe(parseArgument('market', marketIdSchema, market), {
      from: parseArgument('from', daySchema.optional(), from),
      to: parseArgument('to', daySchema.optional(), to),
    });
  }
}
