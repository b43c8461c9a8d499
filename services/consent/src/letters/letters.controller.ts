import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type MarketId, marketIdSchema } from '@passant/contracts';
import { AllowStaff, DomainError } from '@passant/platform';
import { z } from 'zod';
import { type Letter, LettersService } from './letters.service';

const confirmationSchema = z.object({ ids: z.array(z.uuid()).min(1).max(1000) });

export class LettersUnreadable extends DomainError {
  readonly code = 'LETTERS_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('Name a market, and the letters that you have as {"ids": [...]} (application/json, 1 to 1,000 of them).');
  }
}

/** Where the network fetches letters to print. A letter stays until the network says that it has it. */
@Controller('registry/letters/:market')
export class LettersController {
  constructor(private readonly letters: LettersService) {}

  @Get()
  @AllowStaff('network-operator')
  async find(@Param('market') market: string): Promise<{ letters: (Letter & { id: string })[] }> {
    return { letters: await this.letters.find(toMarketId(market)) };
  }

  @Post('fetched')
  @HttpCode(200)
  @AllowStaff('network-operator')
  async confirm(@Param('market') market: string, @Body() body: unknown): Promise<{ removed: number }> {
    const confirmation = confirmationSchema.safeParse(body);
    if (!confirmation.success) throw new LettersUnreadable();
    return { removed: await this.letters.confirm(toMarketId(market), confirmation.data.ids) };
  }
}

function toMarketId(text: string): MarketId {
  const market = marketIdSchema.safeParse(text);
  if (!market.success) throw new LettersUnreadable();
  return market.data;
}
