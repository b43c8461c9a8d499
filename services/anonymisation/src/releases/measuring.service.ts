import { Inject, Injectable } from '@nestjs/common';
import {
  GROUPS,
  groupsServing,
  PRODUCTS,
  RELEASED_PURPOSES,
  type Day,
  type Group,
  type Product,
  type Purpose,
  type ReleaseId,
} from '@passant/contracts';
import {
  accountFor,
  measureTable,
  parseFraction,
  type Measurement,
  type RandomSource,
  type Released,
} from '@passant/privacy';
import { randomUUID } from 'node:crypto';
import type { Transaction } from '../database/transactions';
import { PanelsService } from '../panels/panels.service';
import type { Plan } from '../plans/plans.service';
import { LEAST_PEOPLE, METHOD_VERSION, MOST_FIGURES, TABLES } from '../policy/policy';
import { chooseGroups } from './domain/choose-groups';
import { toColumns } from './domain/table-domain';
import { toReleasedTable } from './domain/to-release';
import { hashTable } from './hash-table';
import { MeasurementsRepository } from './measurements.repository';
import { NOISE } from './random-source';
import { TableTooLarge } from './releases.errors';
import { ReleasesRepository } from './releases.repository';

/** Full tables of exact counts, zeros included: `table[zone · columns + column]`. Not to outlive the close. */
export type ExactTable = (product: Product, group: Group) => readonly number[];

export interface DayToMeasure {
  readonly day: Day;
  readonly plan: Plan;
  /** UTC starts of the day's hours, in ms. */
  readonly hours: readonly number[];
  readonly exact: ExactTable;
  readonly stopListNumber: number;
  readonly now: Date;
}

/** What an observer of simulated people may compare; nobody else sees it. */
export interface MeasuredTable {
  readonly exact: readonly number[];
  readonly noisy: readonly number[];
  readonly sigmaSquared: number;
}

const MEASURED_GROUPS = GROUPS.filter((group) =>
  RELEASED_PURPOSES.some((purpose) => groupsServing(purpose).includes(group)),
);

/** Step 3: draws noise once, and writes measurements, ledger and releases into the caller's transaction. */
@Injectable()
export class MeasuringService {
  constructor(
    private readonly measurements: MeasurementsRepository,
    private readonly releases: ReleasesRepository,
    private readonly panels: PanelsService,
    @Inject(NOISE) private readonly noise: RandomSource,
  ) {}

  /**
   * Measures every table of the day. What happened before the transaction commits never left it; afterwards the rows'
   * keys make a second measurement fail.
   *
   * @throws TableTooLarge, RhoCeilingExceeded
   */
  async measure(transaction: Transaction, day: DayToMeasure): Promise<MeasuredTable[]> {
    await this.assertWithinBudget(day);
    const observed: MeasuredTable[] = [];
    for (const product of PRODUCTS) {
      const measured = new Map<Group, Released<Measurement>>();
      for (const group of MEASURED_GROUPS) {
        measured.set(group, await this.measureGroup(transaction, day, { product, group }));
      }
      for (const purpose of RELEASED_PURPOSES) {
        observed.push(await this.release(transaction, day, { product, purpose, measured }));
      }
    }
    return observed;
  }

  private async measureGroup(
    transaction: Transaction,
    { day, plan, hours, exact, now }: DayToMeasure,
    { product, group }: { product: Product; group: Group },
  ): Promise<Released<Measurement>> {
    const counts = exact(product, group);
    if (counts.length > MOST_FIGURES) throw new TableTooLarge();
    const measured = measureTable(counts, TABLES[product], this.noise);
    const columns = toColumns(product, hours);
    const zones = plan.zones.map(({ id }) => id);
    const key = { market: plan.market.id, day, group, table: product };
    await this.measurements.insert(
      transaction,
      { ...key, planId: plan.planId, methodVersion: METHOD_VERSION, measured },
      {
        ...key,
        rho: measured.rho,
        sigmaSquared: measured.sigmaSquared,
        tableSha256: hashTable({ zones, columns, values: measured.values }),
        spentAt: now,
      },
    );
    return measured;
  }

  private async release(
    transaction: Transaction,
    { day, plan, hours, exact, stopListNumber, now }: DayToMeasure,
    of: { product: Product; purpose: Purpose; measured: ReadonlyMap<Group, Released<Measurement>> },
  ): Promise<MeasuredTable> {
    const { product, purpose } = of;
    const sizes = (await this.panels.findSizes(plan.market.id, day)).filter(({ dataKind }) => dataKind === 'presence');
    const groups = chooseGroups(purpose, sizes);
    const columns = toColumns(product, hours);
    const zones = plan.zones.map(({ id }) => id);
    const { table, ...figures } = toReleasedTable(
      groups.map((group) => of.measured.get(group)!),
      {
        leastPeople: LEAST_PEOPLE,
        unitsPerPerson: TABLES[product].unitsPerPerson,
        groups,
        sizes,
        covered: plan.zones.map(({ covered }) => covered),
        columns: columns.length,
        residents: plan.residents,
      },
    );
    await this.releases.insert(transaction, {
      releaseId: randomUUID() as ReleaseId,
      market: plan.market.id,
      day,
      product,
      purpose,
      planId: plan.planId,
      methodVersion: METHOD_VERSION,
      groups,
      sigmaSquared: table.sigmaSquared,
      unitsPerPerson: TABLES[product].unitsPerPerson,
      ...figures,
      tableSha256: hashTable({ zones, columns, values: table.values }),
      stopListNumber,
      releasedAt: now,
    });
    const tables = groups.map((group) => exact(product, group));
    return {
      exact: table.values.map((_, index) => tables.reduce((sum, counts) => sum + counts[index]!, 0)),
      noisy: table.values,
      sigmaSquared: table.sigmaSquared,
    };
  }

  /** The budget of one subscriber-day, with what consent spent on the size of its panel. */
  private async assertWithinBudget({ day, plan }: DayToMeasure): Promise<void> {
    const sizes = await this.panels.findSizes(plan.market.id, day);
    for (const group of MEASURED_GROUPS) {
      const spentOnSizes = sizes.filter((size) => size.group === group).map(({ rho }) => parseFraction(rho));
      accountFor([...spentOnSizes, ...PRODUCTS.map((product) => TABLES[product].rho)]);
    }
  }
}
