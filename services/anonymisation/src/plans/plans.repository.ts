import { Injectable } from '@nestjs/common';
import type { Market, PlanLocationError, Region, ZonePlanId } from '@passant/contracts';
import { type Transaction, Transactions } from '../database/transactions';
import type { PlanZone } from './domain/to-plan-zone';

export interface Plan {
  readonly planId: ZonePlanId;
  readonly version: number;
  readonly market: Market;
  readonly residents: number | null;
  /** In the order of the footprints' indexes and of every table's rows. */
  readonly zones: readonly PlanZone[];
  /** None in a plan of before regions. */
  readonly regions: readonly Region[];
  /** How far people told by it lie from where they were, as its approvers saw it; null where nobody measured it. */
  readonly locationError: PlanLocationError | null;
}

/** Approved zone plans, with their footprints as compressed JSON. */
@Injectable()
export class PlansRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(transaction: Transaction, plan: Plan, more: { footprints: Buffer; receivedAt: Date }): Promise<void> {
    await transaction.query(
      `INSERT INTO zone_plan (plan_id, version, market, residents, zones, regions, location_error, footprints, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (plan_id) DO NOTHING`,
      [
        plan.planId,
        plan.version,
        JSON.stringify(plan.market),
        plan.residents,
        JSON.stringify(plan.zones),
        JSON.stringify(plan.regions),
        plan.locationError && JSON.stringify(plan.locationError),
        more.footprints,
        more.receivedAt,
      ],
    );
  }

  async find(planId: ZonePlanId): Promise<Plan | undefined> {
    const [row] = await this.transactions.current.query<PlanRow[]>(
      'SELECT plan_id, version, market, residents, zones, regions, location_error FROM zone_plan WHERE plan_id = $1',
      [planId],
    );
    return row && toPlan(row);
  }

  async findFootprints(planId: ZonePlanId): Promise<Buffer | undefined> {
    const [row] = await this.transactions.current.query<{ footprints: Buffer }[]>(
      'SELECT footprints FROM zone_plan WHERE plan_id = $1',
      [planId],
    );
    return row?.footprints;
  }
}

interface PlanRow {
  readonly plan_id: ZonePlanId;
  readonly version: number;
  readonly market: Market;
  readonly residents: string | null;
  readonly zones: (Pick<PlanZone, 'id' | 'covered'> & Partial<PlanZone>)[];
  readonly regions: Region[] | null;
  readonly location_error: PlanLocationError | null;
}

const toPlan = (row: PlanRow): Plan => ({
  planId: row.plan_id,
  version: row.version,
  market: row.market,
  residents: row.residents === null ? null : Number(row.residents),
  // Plans of the version before say nothing of a zone's kind, home areas and region.
  zones: row.zones.map((zone) => ({ kind: 'district', areas: [], region: 0, residents: null, middle: null, ...zone })),
  regions: row.regions ?? [],
  locationError: row.location_error,
});
