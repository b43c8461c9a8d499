import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { transaction } from '@passant/platform';
import { DataSource, type EntityManager } from 'typeorm';

/** What a use case hands from one repository to the next, so that all of it happens or nothing. */
export type Transaction = EntityManager;

/** One for a database; a work inside a work joins the transaction of the outer one. */
@Injectable()
export class Transactions {
  private readonly running = new AsyncLocalStorage<Transaction>();

  constructor(private readonly dataSource: DataSource) {}

  /** What to read and write with here: the running transaction, else the database outside of any. */
  get current(): Transaction {
    return this.running.getStore() ?? this.dataSource.manager;
  }

  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const running = this.running.getStore();
    if (running) return work(running);
    return transaction(this.dataSource, (opened) => this.running.run(opened, () => work(opened)));
  }
}
