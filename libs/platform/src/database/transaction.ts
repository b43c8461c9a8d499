import type { DataSource, EntityManager } from 'typeorm';

/** Runs `work` in one transaction: all of it happens, its outbox rows included, or nothing. */
export const transaction = <T>(dataSource: DataSource, work: (manager: EntityManager) => Promise<T>): Promise<T> =>
  dataSource.transaction(work);
