import { Injectable } from '@nestjs/common';
import {
  hoursOfDay,
  isMonth,
  TABLES_OF,
  type MeasurementSummary,
  type Period,
  type ReleasedTable,
  type RowId,
  type Table,
} from '@passant/contracts';
import { toFractionText } from '@passant/privacy';
import { PlansService, type Plan } from '../plans/plans.service';
import { sumTables } from '../step-three/compose-release';
import { findFlowEnds, tableDomain, type Frame } from '../step-three/table-domain';
import { hashTables } from './hash-tables';
import { MeasurementsRepository } from './measurements.repository';
import type { Release } from './release';
import { ReleaseAltered } from './releases.errors';
import { toMeasuredGroups } from './to-measured-groups';

/** All figures of a release, suppressed ones included, with what they were measured from. */
export interface ReadTables {
  readonly zones: RowId[];
  /** Of flows by pairs: which of the release's factors each row has; null: one each. */
  readonly factorOfRow: readonly number[] | null;
  /** Zones of the plan, then its regions. */
  readonly places: readonly string[];
  /** Number among {@link places} of the region of each zone. */
  readonly regionOfZone: readonly number[];
  readonly tables: readonly ReleasedTable[];
  readonly tableSha256: string;
  readonly measurements: readonly MeasurementSummary[];
}

/** What a period's tables are made over: a plan and the hours of the day; a month has none. */
export const toFrame = (plan: Plan, period: Period): Frame => ({
  plan,
  hours: isMonth(period) ? [] : hoursOfDay(period, plan.market.timeZone),
});

/** The figures of releases, made again from measurements: whenever they are asked for they are the same. */
/** From here on releases are named by the hash of today's form. */
const FIRST_METHOD_OF_HASH = 5;

@Injectable()
export class ReleasedTablesService {
  constructor(
    private readonly measurements: MeasurementsRepository,
    private readonly plans: PlansService,
  ) {}

  /** @throws ReleaseAltered where the rows no longer give the tables that were released */
  async read(release: Release): Promise<ReadTables> {
    const plan = await this.plans.find(release.planId);
    if (!plan) throw new ReleaseAltered();
    const frame = toFrame(plan, release.period);
    const { market, period, product, groups } = release;
    const stored = await this.measurements.find(market, period, TABLES_OF[product]);
    const used = stored.filter(({ group }) => groups.includes(group));
    const sums = sumTables(product, groups, toMeasuredGroups(used));
    const columnsOf = (table: Table) => [...tableDomain(table, frame)!.columns];
    const zones = [...tableDomain(release.tables[0]!.table, frame)!.rows];
    const tables = release.tables.map(({ table, variance, tau, factors }): ReleasedTable => {
      const sum = sums.get(table);
      if (!sum) throw new ReleaseAltered();
      const figures = { table, columns: columnsOf(table), values: sum.values as number[], variance, tau };
      return { ...figures, ...(factors && { factors: { classes: factors.classes, values: factors.values } }) };
    });
    const tableSha256 = hashTables(zones, tables);
    // What was released before is named by the hash of its first form; its figures are the same.
    if (tableSha256 !== release.tableSha256 && Number(release.methodVersion) >= FIRST_METHOD_OF_HASH) {
      throw new ReleaseAltered();
    }
    const measurements = used.map(({ group, table, measured }) => ({
      group,
      table,
      rho: toFractionText(measured.rho),
      sigmaSquared: measured.sigmaSquared,
      tableSha256: hashTables(zones, [{ table, columns: columnsOf(table), values: measured.values as number[] }]),
    }));
    const pairs = product === 'flows' ? findFlowEnds(plan)?.pairs : null;
    const factorOfRow = pairs?.map(([from]) => from) ?? null;
    const places = [...plan.zones, ...plan.regions].map(({ id }) => id);
    const regionOfZone = plan.zones.map(({ region }) => plan.zones.length + region);
    return { zones, factorOfRow, places, regionOfZone, tables, tableSha256, measurements };
  }
}
