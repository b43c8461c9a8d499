import { Injectable } from '@nestjs/common';
import type { Day, MarketId } from '@passant/contracts';
import type { Transaction } from '../database/transactions';
import type { MarketMonth } from './mark-file';
import { MarkFilesRepository } from './mark-files.repository';
import { MarkStore } from './mark-store';

/** The end of marks: rows in a transaction, then the objects that no month refers to any more. */
@Injectable()
export class DeleteMarksService {
  constructor(
    private readonly files: MarkFilesRepository,
    private readonly store: MarkStore,
  ) {}

  /** The month's end: its marks and its key go with the transaction that measures or abandons it. */
  end(transaction: Transaction, month: MarketMonth): Promise<void> {
    return this.files.end(transaction, month);
  }

  /** A day that ends without a release leaves no marks. */
  discard(transaction: Transaction, market: MarketId, day: Day): Promise<void> {
    return this.files.doomPending(market, day, transaction);
  }

  /** Everything that nobody refers to, also what processes left behind that died. */
  async sweep(): Promise<void> {
    await this.files.doomLeftBehind();
    await this.burn();
  }

  /** The doomed files of one month, or all: the object first, then the row that leads to it. */
  async burn(month?: MarketMonth): Promise<void> {
    for (const objectKey of await this.files.findDoomed(month)) {
      await this.store.delete(objectKey);
      await this.files.forget(objectKey);
    }
  }
}
