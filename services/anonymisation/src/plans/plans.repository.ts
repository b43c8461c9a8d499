import { Injectable } from '@nestjs/common';
import type { Market, ZoneId, ZonePlanId } from '@passant/contracts';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

/** What a release needs to know of a zone. */
export interface PlanZone {
  readonly id: ZoneId;
  readonly covered: boolean;
}

export interface Plan {
  readonly planId: ZonePlanId;
  readonly version: number;
  readonly market: Market;
  readonly residents: number | null;
  /** In the order of the footprints' indexes and of every table's rows. */
  readonly zones: readonly PlanZone[];
}

/** Approved zone plans, with their footprints as compressed JSON. */
@Injectable()
export class PlansRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(transaction: Transaction, plan: Plan, more: { footprints: Buffer; receivedAt: Date }): Promise<void> {
    await transaction.query(
      `INSERT INTO zone_plan (plan_id, version, market, residents, zones, footprints, received_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (plan_id) DO NOTHING`,
      [
        plan.planId,
        plan.version,
        JSON.stringify(plan.market),
        plan.residents,
        JSON.stringify(plan.zones),
        more.footprints,
        more.receivedAt,
      ],
    );
  }

  async find(planId: ZonePlanId): Promise<Plan | undefined> {
    const [row] = await this.dataSource.query<PlanRow[]>(
      'SELECT plan_id, version, market, residents, zones FROM zone_plan WHERE plan_id = $1',
      [planId],
    );
    return row && toPlan(row);
  }

  async findFootprints(planId: ZonePlanId): Promise<Buffer | undefined> {
    const [row] = await this.dataSource.query<{ footprints: Buffer }[]>(
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
  readonly zones: PlanZone[];
}

const toPlan = (row: PlanRow): Plan => ({
  planId: row.plan_id,
  version: row.version,
  market: row.market,
  residents: row.residents === null ? null : Number(row.residents),
  zones: row.zones,
});
