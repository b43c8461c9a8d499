import { Injectable } from '@nestjs/common';
import { releasePublished, type ClaimCheck, type Day } from '@passant/contracts';
import { Jobs, ObjectStores } from '@passant/platform';
import { addTables, toFractionText } from '@passant/privacy';
import { gzipSync } from 'node:zlib';
import type { Transaction } from '../database/transactions';
import type { Plan } from '../plans/plans.service';
import { toColumns } from './domain/table-domain';
import { toArtefact } from './domain/to-artefact';
import { MeasurementsRepository, type StoredMeasurement } from './measurements.repository';
import type { Release } from './release';
import { ReleasesRepository } from './releases.repository';

/** A release whose file lies in the hand-over. */
export interface WrittenRelease {
  readonly release: Release;
  readonly tables: ClaimCheck;
}

/** Brings a day's releases to their readers: files from rows that never change, then jobs. Any number of times. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly releases: ReleasesRepository,
    private readonly measurements: MeasurementsRepository,
    private readonly stores: ObjectStores,
    private readonly jobs: Jobs,
  ) {}

  /** Writes the artefact of each release of a day: the same bytes each time. */
  async write(plan: Plan, day: Day, hours: readonly number[]): Promise<WrittenRelease[]> {
    const market = plan.market.id;
    const measurements = await this.measurements.find(market, day);
    const written: WrittenRelease[] = [];
    for (const release of await this.releases.find({ market, from: day, to: day })) {
      const bytes = toBytes(release, { plan, hours, measurements });
      written.push({ release, tables: await this.stores.of('releases').put(toObjectKey(release), bytes) });
    }
    return written;
  }

  /** Insights gets the claim check of the tables, consent the fact. */
  async announce(transaction: Transaction, written: readonly WrittenRelease[]): Promise<void> {
    for (const { release, tables } of written) {
      const { releaseId, market, day, product, purpose } = release;
      const payload = { releaseId, market, day, product, purpose };
      await this.jobs.add(transaction, releasePublished, { ...payload, tables }, { to: 'insights' });
      await this.jobs.add(transaction, releasePublished, { ...payload, tables: null }, { to: 'consent' });
    }
  }
}

const toObjectKey = ({ releaseId }: Release): string => `${releaseId}.json.gz`;

function toBytes(
  release: Release,
  rows: { plan: Plan; hours: readonly number[]; measurements: readonly StoredMeasurement[] },
): Buffer {
  const used = rows.measurements.filter(
    ({ table, group }) => table === release.product && release.groups.includes(group),
  );
  const artefact = toArtefact(release, {
    table: addTables(used.map(({ measured }) => measured)),
    measurements: used.map(({ group, table, measured }) => ({
      group,
      table,
      rho: toFractionText(measured.rho),
      sigmaSquared: measured.sigmaSquared,
    })),
    zones: rows.plan.zones.map(({ id }) => id),
    columns: toColumns(release.product, rows.hours),
  });
  return gzipSync(JSON.stringify(artefact), { level: 9 });
}
