import { Inject, Injectable } from '@nestjs/common';
import { releasePublished, type ClaimCheck, type MarketId, type Period } from '@passant/contracts';
import { CLOCK, Jobs, ObjectStores, StopsService, type Clock } from '@passant/platform';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Transaction } from '../database/transactions';
import type { Plan } from '../plans/plans.service';
import { toArtefact } from './domain/to-artefact';
import type { Release } from './release';
import { ReleasedTablesService } from './released-tables.service';
import { ReleasesRepository } from './releases.repository';
import { WaitingReleasesRepository } from './waiting-releases.repository';

/** A release whose file lies in the hand-over. */
export interface WrittenRelease {
  readonly release: Release;
  readonly tables: ClaimCheck;
}

/** Whom releases are announced to, and what may not be announced now. */
@Injectable()
export class Announcing {
  constructor(
    readonly jobs: Jobs,
    readonly stops: StopsService,
    readonly waiting: WaitingReleasesRepository,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/** Brings a period's releases to their readers: files from rows that never change, then jobs. Any number of times. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly releases: ReleasesRepository,
    private readonly tables: ReleasedTablesService,
    private readonly stores: ObjectStores,
    private readonly announcing: Announcing,
  ) {}

  /** Writes the artefact of each release of a period: the same bytes each time. @throws ReleaseAltered */
  write({ market }: Pick<Plan, 'market'>, period: Period): Promise<WrittenRelease[]> {
    return this.writeAgain(market.id, period);
  }

  /** The same, for whoever has no plan at hand. @throws ReleaseAltered */
  async writeAgain(market: MarketId, period: Period): Promise<WrittenRelease[]> {
    const written: WrittenRelease[] = [];
    // One after the other: tables may be large.
    for (const release of await this.releases.findOfPeriod(market, period)) {
      const { tableSha256, ...rows } = await this.tables.read(release);
      const artefact = toArtefact({ ...release, tableSha256 }, rows);
      const bytes = await promisify(gzip)(JSON.stringify(artefact), { level: COMPRESSION });
      written.push({ release, tables: await this.stores.of('releases').put(toObjectKey(release), bytes) });
    }
    return written;
  }

  /** Insights gets the claim check of the tables, consent the fact. What is stopped waits until it no longer is. */
  async announce(transaction: Transaction, written: readonly WrittenRelease[]): Promise<void> {
    const { jobs, stops, waiting, clock } = this.announcing;
    const stopped = written.flatMap(({ release }) => (stops.find(release) ? [release.releaseId] : []));
    if (stopped.length > 0) await waiting.insert(transaction, stopped, clock.now());
    for (const { release, tables } of written.filter((one) => !stopped.includes(one.release.releaseId))) {
      const { releaseId, market, period, product, purpose } = release;
      const payload = { releaseId, market, period, product, purpose };
      await jobs.add(transaction, releasePublished, { ...payload, tables }, { to: 'insights' });
      await jobs.add(transaction, releasePublished, { ...payload, tables: null }, { to: 'consent' });
    }
  }
}

/** Fixed: another level would give other bytes. */
const COMPRESSION = 6;

const toObjectKey = ({ releaseId }: Release): string => `${releaseId}.json.gz`;
