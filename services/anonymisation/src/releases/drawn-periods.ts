import { Injectable } from '@nestjs/common';
import { groupSchema, tableSchema, type MarketId, type Period } from '@passant/contracts';
import { parseFraction, toFractionText } from '@passant/privacy';
import { ObjectStores } from '@passant/platform';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Transaction } from '../database/transactions';
import { Transactions } from '../database/transactions';
import { MeasurementsRepository } from './measurements.repository';
import type { LedgerEntry } from './release';
import { DrawnBefore } from './releases.errors';

/** What an object says: that noise was drawn, and what it cost. Public facts, as on the ledger. */
const drawnSchema = z.object({
  format: z.literal('drawn/1'),
  ledger: z.array(
    z.object({
      group: groupSchema,
      table: tableSchema,
      rho: z.string(),
      sigmaSquared: z.int().positive(),
      tableSha256: z.string(),
      spentAt: z.iso.datetime(),
    }),
  ),
});

interface Drawn {
  readonly market: MarketId;
  readonly period: Period;
}

/**
 * Objects beside the database that say that noise was drawn for a period: put as the last act of the transaction that drew it, before
 * anybody can see what was drawn, they outlive the database. One that lost its last seconds, or was restored from an older backup,
 * finds them, draws nothing a second time, and takes the rows of its ledger back from them.
 */
@Injectable()
export class DrawnPeriods {
  constructor(
    private readonly stores: ObjectStores,
    private readonly transactions: Transactions,
    private readonly measurements: MeasurementsRepository,
  ) {}

  /** Before anything is drawn. @throws DrawnBefore where that happened already */
  async assertNotDrawn(of: Drawn): Promise<void> {
    if ((await this.find(of)).length > 0) throw new DrawnBefore();
  }

  /**
   * The last act of the transaction. It is never taken back: whether a commit that failed did not happen after all is known to
   * nobody. A process that dies in the milliseconds until the commit costs the period its release: rather than a second draw.
   */
  async mark(transaction: Transaction, { market, period }: Drawn): Promise<void> {
    const entries = await this.measurements.findLedgerOfPeriod(transaction, market, period);
    const ledger = entries.map(({ group, table, rho, sigmaSquared, tableSha256, spentAt }) => ({
      ...{ group, table, rho: toFractionText(rho), sigmaSquared, tableSha256, spentAt: spentAt.toISOString() },
    }));
    const bytes = Buffer.from(JSON.stringify({ format: 'drawn/1', ledger } satisfies z.infer<typeof drawnSchema>));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await this.store.put(`${prefixOf({ market, period })}${sha256}.json`, bytes);
  }

  /** What was spent stays spent: the ledger's rows of a drawing that the database no longer knows. */
  async restoreLedger(of: Drawn): Promise<void> {
    for (const objectKey of await this.find(of)) {
      const sha256 = objectKey.slice(prefixOf(of).length, -'.json'.length);
      const bytes = await this.store.readBytes({ handOver: 'releases', objectKey, sha256 });
      const { ledger } = drawnSchema.parse(JSON.parse(bytes.toString('utf8')));
      const entries = ledger.map((one): LedgerEntry => ({
        ...{ market: of.market, period: of.period, group: one.group, table: one.table },
        ...{ rho: parseFraction(one.rho), sigmaSquared: one.sigmaSquared, tableSha256: one.tableSha256 },
        spentAt: new Date(one.spentAt),
      }));
      await this.transactions.run((transaction) => this.measurements.restoreLedger(transaction, entries));
    }
  }

  private find(of: Drawn): Promise<string[]> {
    return this.store.list(prefixOf(of));
  }

  private get store() {
    return this.stores.of('releases');
  }
}

/** Beside the releases' own files; with the hash of its bytes, as every object is asked for. */
const prefixOf = ({ market, period }: Drawn): string => `drawn/${market.toLowerCase()}/${period}/`;
