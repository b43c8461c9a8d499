import { Injectable } from '@nestjs/common';
import { transaction } from '@passant/platform';
import { DataSource, type EntityManager } from 'typeorm';

/** What a use case hands to the repositories it calls: all of it is committed, or nothing. */
export type Transaction = EntityManager;

/** Begins transactions for services, which know neither TypeORM nor SQL. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return transaction(this.dataSource, work);
  }
}
