import { Injectable } from '@nestjs/common';
import type { FootprintsArtefact, MarketId, ZonePlanId } from '@passant/contracts';
import { isUuid } from '../database/is-uuid';
import { type Transaction, Transactions } from '../database/transaction';
import type { NetworkFileKind, PlanZones } from './domain/zone-plan';
import { NetworkFileEntity } from './network-file.entity';
import { ZonePlanApprovalEntity, ZonePlanEntity } from './zone-plan.entity';
import { ZonePlanUnknown } from './zone-plan.errors';

/** A plan without its artefacts, and who approved it so far. */
export type ZonePlanRecord = Omit<ZonePlanEntity, 'zones' | 'footprints'> & { readonly approvedBy: readonly string[] };

@Injectable()
export class ZonePlansRepository {
  constructor(private readonly transactions: Transactions) {}

  inTransaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.transactions.run(work);
  }

  async saveFile(file: NetworkFileEntity): Promise<void> {
    await this.transactions.current.getRepository(NetworkFileEntity).save(file);
  }

  async findFiles(market: MarketId): Promise<ReadonlyMap<NetworkFileKind, string>> {
    const files = await this.transactions.current.getRepository(NetworkFileEntity).findBy({ market });
    return new Map(files.map(({ kind, content }) => [kind as NetworkFileKind, content.toString('utf8')]));
  }

  /** One proposal of a market at a time, so that versions have no gap and no double. */
  async nextVersion(tx: Transaction, market: MarketId): Promise<number> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`zone-plan ${market}`]);
    const newest = await tx.maximum(ZonePlanEntity, 'version', { marketId: market });
    return (newest ?? 0) + 1;
  }

  async insert(tx: Transaction, plan: ZonePlanEntity): Promise<void> {
    await tx.insert(ZonePlanEntity, plan);
  }

  /** @throws ZonePlanUnknown */
  async lock(tx: Transaction, planId: ZonePlanId): Promise<ZonePlanRecord> {
    if (!isUuid(planId)) throw new ZonePlanUnknown();
    const plan = await tx.findOne(ZonePlanEntity, { where: { id: planId }, lock: { mode: 'pessimistic_write' } });
    if (!plan) throw new ZonePlanUnknown();
    return this.withApprovals(tx, plan);
  }

  async addApproval(tx: Transaction, approval: ZonePlanApprovalEntity): Promise<void> {
    await tx.insert(ZonePlanApprovalEntity, approval);
  }

  async setApproved(tx: Transaction, planId: ZonePlanId, approvedAt: Date): Promise<void> {
    await tx.update(ZonePlanEntity, planId, { status: 'APPROVED', approvedAt });
  }

  /** What the two files of a plan hold. @throws ZonePlanUnknown */
  async getContents(
    tx: Transaction,
    planId: ZonePlanId,
  ): Promise<{ zones: PlanZones; footprints: FootprintsArtefact }> {
    const plan = await tx.findOne(ZonePlanEntity, {
      where: { id: planId },
      select: { id: true, zones: true, footprints: true },
    });
    if (!plan?.zones || !plan.footprints) throw new ZonePlanUnknown();
    return { zones: plan.zones, footprints: plan.footprints };
  }

  async findZones(planId: string): Promise<PlanZones | null> {
    const plan = await this.transactions.current.findOne(ZonePlanEntity, {
      where: { id: planId },
      select: { id: true, zones: true },
    });
    return plan?.zones ?? null;
  }

  async find(planId: string): Promise<ZonePlanRecord | null> {
    if (!isUuid(planId)) return null;
    const plan = await this.transactions.current.findOneBy(ZonePlanEntity, { id: planId });
    return plan && this.withApprovals(this.transactions.current, plan);
  }

  async findOfMarket(market: string): Promise<ZonePlanRecord[]> {
    const plans = await this.transactions.current.find(ZonePlanEntity, {
      where: { marketId: market },
      order: { version: 'DESC' },
    });
    return Promise.all(plans.map((plan) => this.withApprovals(this.transactions.current, plan)));
  }

  /** The newest approved plan of a market. */
  async findCurrent(market: MarketId): Promise<ZonePlanRecord | null> {
    const plan = await this.transactions.current.findOne(ZonePlanEntity, {
      where: { marketId: market, status: 'APPROVED' },
      order: { version: 'DESC' },
    });
    return plan && this.withApprovals(this.transactions.current, plan);
  }

  /** The radio cells of a plan. */
  async getCellIds(planId: string): Promise<string[]> {
    const rows: { cell_id: string }[] = await this.transactions.current.query(
      `SELECT cell ->> 'cellId' AS cell_id FROM zone_plan, jsonb_array_elements(footprints -> 'cells') AS cell WHERE id = $1`,
      [planId],
    );
    return rows.map((row) => row.cell_id);
  }

  /** Cells by zone over the current plans of all markets. */
  async countCells(zoneIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: { zone_id: string; cells: string }[] = await this.transactions.current.query(
      `SELECT zone_id, cells
       FROM (SELECT DISTINCT ON (market_id) cell_counts FROM zone_plan WHERE status = 'APPROVED' ORDER BY market_id, version DESC) AS current,
            jsonb_each_text(cell_counts) AS counts (zone_id, cells)
       WHERE zone_id = ANY ($1)`,
      [zoneIds],
    );
    return new Map(rows.map(({ zone_id, cells }) => [zone_id, Number(cells)]));
  }

  private async withApprovals(tx: Transaction, plan: ZonePlanEntity): Promise<ZonePlanRecord> {
    const approvals = await tx.find(ZonePlanApprovalEntity, {
      where: { planId: plan.id },
      order: { approvedAt: 'ASC' },
    });
    return { ...plan, approvedBy: approvals.map(({ staffId }) => staffId) };
  }
}
