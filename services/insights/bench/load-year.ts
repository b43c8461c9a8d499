import { runMigrations } from '@passant/platform';
import { fromReleasedRecord } from '@passant/privacy';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/database/data-source';
import { Transactions } from '../src/database/transactions';
import { ReleasesRepository } from '../src/releases/releases.repository';
import { ZonesRepository } from '../src/zones/zones.repository';
import { makePlan, makeYear } from './noisy-year';
import type { BenchSize } from './settings';

export interface Loaded {
  readonly releases: number;
  readonly figures: number;
}

/** The service takes one at a time; here nobody waits for the first. */
const RELEASES_A_TRANSACTION = 150;

/** Fills a database with a year, by the statements that load real releases. */
export async function loadYear(databaseUrl: string, size: BenchSize): Promise<Loaded> {
  await runMigrations(dataSourceOptions(databaseUrl));
  const dataSource = await new DataSource(dataSourceOptions(databaseUrl)).initialize();
  try {
    const transactions = new Transactions(dataSource);
    const [zones, releases] = [new ZonesRepository(transactions), new ReleasesRepository(transactions)];
    await transactions.run((transaction) => zones.addPlan(transaction, makePlan(size)));
    const year = makeYear(size);
    let loaded = { releases: 0, figures: 0 };
    for (let isOver = false; !isOver;) {
      await transactions.run(async (transaction) => {
        for (let number = 0; number < RELEASES_A_TRANSACTION && !isOver; number++) {
          const next = year.next();
          if (next.done) isOver = true;
          else {
            await releases.addRelease(transaction, fromReleasedRecord(next.value));
            const figures = next.value.tables.reduce((sum, { values }) => sum + values.length, 0);
            loaded = { releases: loaded.releases + 1, figures: loaded.figures + figures };
          }
        }
      });
    }
    await dataSource.query('ANALYZE');
    return loaded;
  } finally {
    await dataSource.destroy();
  }
}
