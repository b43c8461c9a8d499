import type { INestApplicationContext } from '@nestjs/common';
import { Transactions } from '@passant/platform';
import { DataSource } from 'typeorm';

interface Pool {
  connect(...given: unknown[]): unknown;
}

const foundIn = new WeakMap<INestApplicationContext, string[]>();

/**
 * Watches for work that asks for a second connection while it holds one in a transaction: where as many do so at once as there are
 * connections, each waits for the others until all give up. What is read inside a transaction is read with its connection.
 */
export function watchSecondConnections(app: INestApplicationContext): void {
  const found: string[] = [];
  foundIn.set(app, found);
  const transactions = app.get(Transactions, { strict: false });
  const pool = (app.get(DataSource).driver as unknown as { master: Pool }).master;
  const connect = pool.connect.bind(pool);
  pool.connect = (...given) => {
    if (transactions.isRunning) found.push(whereFrom(new Error().stack ?? ''));
    return connect(...given);
  };
}

export function assertNoSecondConnection(app: INestApplicationContext): void {
  const [first] = foundIn.get(app) ?? [];
  if (first !== undefined) throw new Error(`A second connection was asked for inside a transaction:\n${first}`);
}

const whereFrom = (stack: string): string =>
  stack
    .split('\n')
    .filter((line) => /\/(services|libs)\//.test(line) && !/node_modules|second-connections/.test(line))
    .slice(0, 4)
    .map((line) => line.trim())
    .join('\n');
