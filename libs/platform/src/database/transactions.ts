import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** What a use case hands from one repository to the next, so that all of it happens or nothing. */
export type Transaction = EntityManager;

interface Running {
  readonly dataSource: DataSource;
  readonly transaction: Transaction;
  /** Work that outlives its transaction (a timer begun inside) must not join what has ended. */
  ended: boolean;
}

const running = new AsyncLocalStorage<Running>();

/** Begins transactions for services, which know neither TypeORM nor SQL. A work inside a work joins the transaction of the outer one. */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /** What to read and write with here: the running transaction, else the database outside of any. */
  get current(): Transaction {
    return this.findRunning()?.transaction ?? this.dataSource.manager;
  }

  /** Whether what is done here only holds once a transaction begun further out has been committed. */
  get isRunning(): boolean {
    return this.findRunning() !== undefined;
  }

  run<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const outer = this.findRunning();
    if (outer) return work(outer.transaction);
    return this.dataSource.transaction(async (transaction) => {
      const opened: Running = { dataSource: this.dataSource, transaction, ended: false };
      try {
        return await running.run(opened, () => work(transaction));
      } finally {
        opened.ended = true;
      }
    });
  }

  /** Begins work that belongs to no transaction although it is begun inside one, e.g. what goes on after the answer. */
  outside<T>(work: () => T): T {
    return running.exit(work);
  }

  private findRunning(): Running | undefined {
    const found = running.getStore();
    return found && !found.ended && found.dataSource === this.dataSource ? found : undefined;
  }
}
