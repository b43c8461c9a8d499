import { Injectable } from '@nestjs/common';
import { transaction } from '@passant/platform';
import { DataSource, type EntityManager } from 'typeorm';

/** What a use case hands from one repository to the next, so that all of it happens or nothing. */
export type Transaction = EntityManager;

@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return transaction(this.dataSource, work);
  }
}
