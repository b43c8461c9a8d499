import { createHash, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type MarketId,
  marketIdSchema,
  marketSchema,
  type PlanLocationError,
  planLocationErrorSchema,
  zonePlanApproved,
  type ZonePlanArtefact,
  type ZonePlanId,
} from '@passant/contracts';
import { ActsService, CLOCK, type Clock, Jobs, type NotedAct, ObjectStores } from '@passant/platform';
import type { Transaction } from '../database/transaction';
import { decideApproval, isNetworkFileKind, type PlanZones } from './domain/zone-plan';
import {
  ApprovalRefused,
  LocationErrorInvalid,
  MarketInvalid,
  NetworkFileEmpty,
  NetworkFileKindUnknown,
  ZonePlanMissing,
} from './zone-plan.errors';
import { proposeInThread } from './propose-in-thread';
import { type ZonePlanRecord, ZonePlansRepository } from './zone-plans.repository';

export interface NetworkFile {
  readonly market: string;
  readonly kind: string;
  readonly content: Buffer;
  readonly act: NotedAct;
}

/** As it comes from outside: nothing of it is checked yet. */
export interface ZonePlanProposal {
  readonly market: object;
  readonly locationError?: object | null;
}

/** What lies outside this process, and the record of what staff did. */
@Injectable()
export class ZonePlansOutside {
  constructor(
    readonly jobs: Jobs,
    readonly stores: ObjectStores,
    readonly acts: ActsService,
  ) {}
}

/** Cells and zones of a market: files in, a plan proposed, fixed by two people, told to everybody. */
@Injectable()
export class ZonePlansService {
  constructor(
    private readonly repository: ZonePlansRepository,
    private readonly outside: ZonePlansOutside,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Keeps the newest file of a kind; plans made before are not touched. @throws NetworkFileKindUnknown, MarketInvalid, NetworkFileEmpty */
  async storeFile({ market, kind, content, act }: NetworkFile): Promise<{ fileId: string; sha256: string }> {
    if (!isNetworkFileKind(kind)) throw new NetworkFileKindUnknown();
    const marketId = parseMarketId(market);
    if (content.length === 0) throw new NetworkFileEmpty();
    const file = { id: randomUUID(), sha256: createHash('sha256').update(content).digest('hex') };
    const uploadedAt = this.clock.now();
    await this.repository.inTransaction(async () => {
      await this.repository.saveFile({ ...file, market: marketId, kind, content, uploadedBy: act.staffId, uploadedAt });
      await this.outside.acts.note(act, { kind: 'network-file', id: file.id });
    });
    return { fileId: file.id, sha256: file.sha256 };
  }

  /** Lays out the zones of a market by its files; the plan says what is wrong with them where it cannot. @throws MarketInvalid, LocationErrorInvalid */
  async propose({ market, ...given }: ZonePlanProposal, staffId: string): Promise<ZonePlanRecord> {
    const parsed = marketSchema.safeParse(market);
    if (!parsed.success) throw new MarketInvalid(parsed.error.issues.map(({ path }) => path.join('.')).join(', '));
    const locationError = given.locationError ? parseLocationError(given.locationError) : null;
    const files = await this.repository.findFiles(parsed.data.id);
    const planId = randomUUID() as ZonePlanId;
    const proposal = await proposeInThread({ planId, market: parsed.data, files });
    return this.repository.inTransaction(async (tx) => {
      const version = await this.repository.nextVersion(tx, parsed.data.id);
      const isProposed = proposal.kind === 'proposed';
      const plan = {
        id: planId,
        marketId: parsed.data.id,
        version,
        status: isProposed ? ('PROPOSED' as const) : ('REFUSED' as const),
        market: parsed.data,
        problems: isProposed ? [] : proposal.problems,
        notes: isProposed ? proposal.notes : [],
        zones: isProposed ? { ...proposal.zones, version } : null,
        footprints: isProposed ? proposal.footprints : null,
        cellCounts: isProposed ? proposal.cellCounts : {},
        locationError,
        proposedBy: staffId,
        proposedAt: this.clock.now(),
        approvedAt: null,
      };
      await this.repository.insert(tx, plan);
      return { ...plan, approvedBy: [] };
    });
  }

  /** One person's approval; the second fixes the plan and tells the other services. @throws ZonePlanUnknown, ApprovalRefused */
  async approve(planId: string, staffId: string): Promise<ZonePlanRecord> {
    const approvedAt = this.clock.now();
    return this.repository.inTransaction(async (tx) => {
      const plan = await this.repository.lock(tx, planId as ZonePlanId);
      const approval = decideApproval(plan, staffId);
      if (approval.kind === 'refused') throw new ApprovalRefused(approval.why);
      await this.repository.addApproval(tx, { planId, staffId, approvedAt });
      const approvedBy = [...plan.approvedBy, staffId];
      if (approval.kind === 'recorded') return { ...plan, approvedBy };
      await this.repository.setApproved(tx, planId as ZonePlanId, approvedAt);
      await this.publish(tx, plan);
      return { ...plan, approvedBy, status: 'APPROVED', approvedAt };
    });
  }

  find(planId: string): Promise<ZonePlanRecord | null> {
    return this.repository.find(planId);
  }

  findOfMarket(market: string): Promise<ZonePlanRecord[]> {
    return this.repository.findOfMarket(market);
  }

  /** What a plan lays out; null where it was refused. */
  findZones(planId: string): Promise<PlanZones | null> {
    return this.repository.findZones(planId);
  }

  /** The plan in force. @throws ZonePlanMissing */
  async getCurrent(market: MarketId): Promise<ZonePlanRecord> {
    const plan = await this.repository.findCurrent(market);
    if (!plan) throw new ZonePlanMissing();
    return plan;
  }

  getCellIds(planId: string): Promise<string[]> {
    return this.repository.getCellIds(planId);
  }

  countCells(zoneIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    return this.repository.countCells(zoneIds);
  }

  /** Artefacts under keys of the plan's own: writing them twice writes the same. */
  private async publish(tx: Transaction, plan: ZonePlanRecord): Promise<void> {
    const contents = await this.repository.getContents(tx, plan.id as ZonePlanId);
    const artefact: ZonePlanArtefact = { ...contents.zones, locationError: plan.locationError };
    const objectKey = `${plan.marketId.toLowerCase()}/${plan.id}.json`;
    const [zones, footprints] = await Promise.all([
      this.outside.stores.of('zone-plans').put(objectKey, toJson(artefact)),
      this.outside.stores.of('footprints').put(objectKey, toJson(contents.footprints)),
    ]);
    const approved = { market: plan.market.id, planId: plan.id as ZonePlanId, version: plan.version, zones };
    for (const to of zonePlanApproved.to) {
      const payload = { ...approved, footprints: to === 'anonymisation' ? footprints : null };
      await this.outside.jobs.add(tx, zonePlanApproved, payload, { to });
    }
  }
}

const toJson = (artefact: object): Buffer => Buffer.from(JSON.stringify(artefact));

/** @throws LocationErrorInvalid */
function parseLocationError(given: object): PlanLocationError {
  const parsed = planLocationErrorSchema.safeParse({ bias: null, ...given });
  if (parsed.success) return parsed.data;
  const fields = new Set(parsed.error.issues.map(({ path }) => path.join('.')));
  throw new LocationErrorInvalid([...fields].join(', '));
}

export function parseMarketId(market: string): MarketId {
  const parsed = marketIdSchema.safeParse(market);
  if (!parsed.success) throw new MarketInvalid('id');
  return parsed.data;
}
