import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, Inbox, Jobs, type Clock } from '@passant/platform';
import { Transactions } from '../database/transactions';

/** What the use cases here need of the platform. */
@Injectable()
export class ClosesOutside {
  constructor(
    readonly transactions: Transactions,
    readonly inbox: Inbox,
    readonly jobs: Jobs,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}
