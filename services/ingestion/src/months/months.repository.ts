import { Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transaction';
import { IntakeMonthEntity } from './month.entity';

export type MonthRecord = Readonly<IntakeMonthEntity>;

@Injectable()
export class MonthsRepository {
  constructor(private readonly transactions: Transactions) {}

  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactions.run(work);
  }

  /** False, and nothing written, where the month was completed before. */
  async insert(tx: Transaction, month: MonthRecord): Promise<boolean> {
    const inserted = await tx
      .createQueryBuilder()
      .insert()
      .into(IntakeMonthEntity)
      .values({ ...month })
      .orIgnore()
      .returning('month')
      .execute();
    return (inserted.raw as unknown[]).length > 0;
  }

  find(market: string, month: string): Promise<MonthRecord | null> {
    return this.transactions.current.findOneBy(IntakeMonthEntity, { market, month });
  }
}
