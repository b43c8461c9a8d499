import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { AllowStaff, DomainError } from '@passant/platform';
import { z } from 'zod';
import { WithdrawalsService } from './withdrawals.service';

const receivedTextSchema = z.object({ from: z.string().min(1).max(40), text: z.string().max(2000) });

export class ReceivedTextUnreadable extends DomainError {
  readonly code = 'TEXT_MESSAGE_UNREADABLE';
  readonly category = 'invalid';

  constructor() {
    super('Send {"from": number, "text": text} as application/json.');
  }
}

/**
 * Where the network's message centre delivers what people send to the short number. A repeat withdraws nothing twice. The answer
 * says nothing about the sender, so that nobody learns from it whose number it is.
 */
@Controller('registry/text-messages')
export class ReceivedTextsController {
  constructor(private readonly withdrawals: WithdrawalsService) {}

  @Post()
  @HttpCode(202)
  @AllowStaff('network-operator')
  async receive(@Body() body: unknown): Promise<{ received: true }> {
    const received = receivedTextSchema.safeParse(body);
    if (!received.success) throw new ReceivedTextUnreadable();
    await this.withdrawals.receive(received.data);
    return { received: true };
  }
}
