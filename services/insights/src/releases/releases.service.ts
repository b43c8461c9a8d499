import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import {
  type ClaimCheck,
  type KindOfBuyer,
  type MarketId,
  type Purpose,
  type ReleaseArtefact,
  releaseArtefactSchema,
  type ReleaseId,
  releaseUsed,
  type RowId,
  toTableText,
  webhookEventOccurred,
} from '@passant/contracts';
import { Jobs, ObjectStores } from '@passant/platform';
import { fromReleasedRecord } from '@passant/privacy';
import type { Transaction } from '../database/transactions';
import { type Announced, findArtefactProblem } from './domain/check-artefact';
import { KnownHeads } from './known-heads';
import { KnownUses } from './known-uses';
import { ReleaseInvalid } from './releases.errors';
import {
  type LoadedRow,
  type LoadedTable,
  type ReleaseListing,
  type ReleasedSpan,
  type ReleaseScope,
  ReleasesRepository,
} from './releases.repository';

export type { LoadedRow, LoadedTable, ReleasedSpan, ReleaseScope } from './releases.repository';

/** A release of the largest table (2 million figures) takes less than this. */
const MOST_ARTEFACT_BYTES = 256 * 1024 * 1024;
const MOST_LISTED = 1000;

/** What was released, as it was released: loaded once, sold from, withdrawn at once. */
@Injectable()
export class ReleasesService {
  private readonly heads = new KnownHeads();
  private readonly uses = new KnownUses();

  constructor(
    private readonly releases: ReleasesRepository,
    private readonly stores: ObjectStores,
    private readonly jobs: Jobs,
  ) {}

  /** @throws ReleaseInvalid where the object is not the announced release */
  async loadRelease(transaction: Transaction, announced: Announced, check: ClaimCheck): Promise<void> {
    const bytes = await this.stores.of('releases').readBytes(check);
    const artefact = await parseArtefact(bytes);
    const tableSha256 = createHash('sha256').update(toTableText(artefact)).digest('hex');
    const problem = findArtefactProblem(artefact, announced, tableSha256);
    if (problem !== undefined) throw new ReleaseInvalid(problem);
    const added = await this.releases.addRelease(transaction, fromReleasedRecord(artefact));
    if (!added) throw new ReleaseInvalid('another release of that period, product and purpose is on sale');
    const { releaseId, market, purpose, product, period } = artefact;
    await this.jobs.add(transaction, webhookEventOccurred, {
      ...{ about: 'release', releaseId, market, purpose, product, period },
    });
  }

  /** From the next question on, nothing of it is sold; also where it arrives only later. */
  withdraw(transaction: Transaction, releaseId: ReleaseId): Promise<void> {
    return this.releases.addWithdrawal(transaction, releaseId);
  }

  /** Heads of the tables that may be sold, in order of their periods. */
  async findOnSale(scope: ReleaseScope): Promise<LoadedTable[]> {
    const onSale = await this.releases.findOnSale(scope);
    const heads = await this.heads.get(onSale, (unknown) => this.releases.findHeads(unknown));
    return heads.filter(({ table }) => scope.tables.includes(table));
  }

  async findRows(tables: readonly LoadedTable[], zoneIds: readonly RowId[]): Promise<LoadedRow[]> {
    if (tables.length === 0 || zoneIds.length === 0) return [];
    const releaseIds = [...new Set(tables.map(({ releaseId }) => releaseId))];
    const names = [...new Set(tables.map(({ table }) => table))];
    return this.releases.findRows({ releaseIds, tables: names }, zoneIds);
  }

  /** Those of these releases that no answer for that kind of buyer is known to have used. */
  findUnused(kindOfBuyer: KindOfBuyer, releaseIds: Iterable<ReleaseId>): ReleaseId[] {
    return [...releaseIds].filter((releaseId) => !this.uses.has(kindOfBuyer, releaseId));
  }

  /** The first use of a release by a kind of buyer is told to consent. */
  async noteUses(transaction: Transaction, kindOfBuyer: KindOfBuyer, releaseIds: readonly ReleaseId[]): Promise<void> {
    const first = await this.releases.addUses(transaction, { kindOfBuyer, releaseIds });
    const payloads = first.map((releaseId) => ({ releaseId, kindOfBuyer }));
    await this.jobs.addAll(transaction, releaseUsed, payloads);
  }

  /** Once uses are committed: they need not be noted again. */
  rememberUses(kindOfBuyer: KindOfBuyer, releaseIds: readonly ReleaseId[]): void {
    for (const releaseId of releaseIds) this.uses.add(kindOfBuyer, releaseId);
  }

  countSold(releaseIds: readonly ReleaseId[]): Promise<Map<ReleaseId, number>> {
    return this.releases.countSold(releaseIds);
  }

  /** Purposes that something was ever released for. */
  async findPurposes(market: MarketId): Promise<ReadonlySet<Purpose>> {
    return new Set(await this.releases.findPurposes(market));
  }

  /** Of each product on sale its first and last period. */
  findSpans(market: MarketId, purpose: Purpose): Promise<ReleasedSpan[]> {
    return this.releases.findSpans(market, purpose);
  }

  listReleases(market: MarketId): Promise<ReleaseListing[]> {
    return this.releases.findListing(market, MOST_LISTED);
  }
}

async function parseArtefact(bytes: Buffer): Promise<ReleaseArtefact> {
  let json: unknown;
  try {
    const text = await promisify(gunzip)(bytes, { maxOutputLength: MOST_ARTEFACT_BYTES });
    json = JSON.parse(text.toString('utf8'));
  } catch {
    throw new ReleaseInvalid('it is not gzipped JSON');
  }
  const parsed = releaseArtefactSchema.safeParse(json);
  if (!parsed.success) throw new ReleaseInvalid('it is not in the agreed format');
  return parsed.data;
}
