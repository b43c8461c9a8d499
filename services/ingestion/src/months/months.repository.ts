import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transaction';
import { IntakeMonthEntity } from './month.entity';

export type MonthRecord = Readonly<IntakeMonthEntity>;

@Injectable()
export class MonthsRepository {
  constructor(private readonly dataSource: DataSource) {}

  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.dataSource.transaction(work);
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
    return this.dataSource.manager.findOneBy(IntakeMonthEntity, { market, month });
  }
}
