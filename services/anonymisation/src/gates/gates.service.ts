import { Inject, Injectable } from '@nestjs/common';
import { isMonth, PURPOSES, type Day, type MarketId, type Purpose } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { Transactions, type Transaction } from '../database/transactions';
import { PanelsService } from '../panels/panels.service';
import { PublishingService, type WrittenRelease } from '../releases/publishing.service';
import { ReleasesService, type NoisyTables } from '../releases/releases.service';
import {
  daysToCompare,
  judgeDay,
  type DayVerdict,
  type GateDayView,
  type GateFlows,
  type GateTable,
  type GateView,
} from './domain/judge-day';
import { listTrips } from './domain/list-trips';
import { gateStateOf, type GatedDay, type GateDecisionKind, type JudgedDay } from './gate';
import { DayNotHeld, GateReasonInvalid } from './gates.errors';
import { GatesRepository, type GateQuery } from './gates.repository';

export { gateStateOf, type JudgedDay } from './gate';
export type { GateQuery } from './gates.repository';

const LEAST_REASON = 10;
const LONGEST_REASON = 500;

@Injectable()
export class GateOutside {
  constructor(
    readonly publishing: PublishingService,
    readonly panels: PanelsService,
    readonly transactions: Transactions,
    @Inject(CLOCK) readonly clock: Clock,
  ) {}
}

/**
 * The quality gate: daily releases that look unlike the same weekday of the last weeks wait for a person. It sees noisy
 * figures only, so holding a day tells nothing that publishing it would not; the day's budget is spent either way.
 */
@Injectable()
export class GatesService {
  constructor(
    private readonly gates: GatesRepository,
    private readonly releases: ReleasesService,
    private readonly outside: GateOutside,
  ) {}

  /** Judges a day's releases, purpose by purpose. Months are not judged: there is no weekday to compare them with. */
  async judge(written: readonly WrittenRelease[]): Promise<JudgedReleases[]> {
    const judged: JudgedReleases[] = [];
    for (const purpose of PURPOSES) {
      const ofPurpose = written.filter(({ release }) => release.purpose === purpose);
      const first = ofPurpose[0]?.release;
      if (!first) continue;
      const gated = isMonth(first.period) ? null : { market: first.market, day: first.period, purpose };
      judged.push({ written: ofPurpose, gated, verdict: gated ? await this.judgeDay(gated) : null });
    }
    return judged;
  }

  /** Keeps the verdicts, holds what they hold, and gives what may be announced. */
  async admit(transaction: Transaction, judged: readonly JudgedReleases[]): Promise<WrittenRelease[]> {
    const admitted: WrittenRelease[] = [];
    for (const { written, gated, verdict } of judged) {
      if (gated && verdict) {
        await this.gates.insertVerdict(transaction, gated, { verdict, judgedAt: this.outside.clock.now() });
      }
      if (verdict?.state !== 'held') admitted.push(...written);
      else {
        const ids = written.map(({ release }) => release.releaseId);
        await this.releases.hold(transaction, ids);
      }
    }
    return admitted;
  }

  find(query: GateQuery): Promise<JudgedDay[]> {
    return this.gates.find(query);
  }

  /** Names the zones, and after them the regions, that a verdict speaks of. */
  async findZoneIds(market: MarketId, days: readonly Day[]): Promise<ReadonlyMap<Day, readonly string[]>> {
    const tables = await this.releases.findNoisyTables({ market, days, product: 'presence', purpose: PURPOSES[0] });
    return new Map(tables.map(({ release, places }) => [release.period as Day, places]));
  }

  /**
   * A member of staff decides about a held day: its releases are announced, or never will be. Once, for ever, with a reason.
   *
   * @throws DayNotHeld, GateReasonInvalid
   */
  async decide(
    gated: GatedDay,
    by: { decision: GateDecisionKind; reason: string; staffId: string },
  ): Promise<JudgedDay> {
    const reason = by.reason.trim();
    if (reason.length < LEAST_REASON || reason.length > LONGEST_REASON) throw new GateReasonInvalid();
    if (gateStateOf(await this.findOne(gated)) !== 'HELD') throw new DayNotHeld();
    const { publishing, transactions, clock } = this.outside;
    const written = by.decision === 'publish' ? await this.write(gated) : [];
    const decided = { decision: by.decision, reason, decidedBy: by.staffId, decidedAt: clock.now() };
    await transactions.run(async (transaction) => {
      const isFirst = await this.gates.insertDecision(transaction, gated, decided);
      if (!isFirst) throw new DayNotHeld();
      await this.releases.endHold(transaction, { ...gated, decision: by.decision });
      await publishing.announce(transaction, written);
    });
    return (await this.findOne(gated))!;
  }

  private async findOne({ market, day, purpose }: GatedDay): Promise<JudgedDay | undefined> {
    const judged = await this.gates.find({ market, from: day, to: day });
    return judged.find((one) => one.purpose === purpose);
  }

  /** The same bytes as when the day was measured. */
  private async write({ market, day, purpose }: GatedDay): Promise<WrittenRelease[]> {
    const written = await this.outside.publishing.writeAgain(market, day);
    return written.filter(({ release }) => release.purpose === purpose);
  }

  /** Nothing where presence was not released. */
  private async judgeDay({ market, day, purpose }: GatedDay): Promise<DayVerdict | null> {
    const [presence] = await this.findTables({ market, days: [day], purpose }, 'presence');
    if (!presence) return null;
    const [flows] = await this.findTables({ market, days: [day], purpose }, 'flows');
    const weeks = await this.findTables({ market, days: daysToCompare(day), purpose }, 'presence');
    const open = await this.findOpenDays(market, purpose, weeks);
    const today: GateDayView = { ...(await this.toView(presence)), flows: flows ? toGateFlows(flows) : null };
    const comparable = weeks.filter((week) => isComparable(week, presence) && open.has(week.release.period));
    return judgeDay(today, await Promise.all(comparable.map((week) => this.toView(week))));
  }

  private findTables(
    of: { market: MarketId; days: readonly Day[]; purpose: Purpose },
    product: 'presence' | 'flows',
  ): Promise<NoisyTables[]> {
    return this.releases.findNoisyTables({ ...of, product });
  }

  /** With the panel as it was measured, also where nothing can be extrapolated. */
  private async toView(tables: NoisyTables): Promise<GateView> {
    const { market, period, groups } = tables.release;
    const sizes = await this.outside.panels.findSizes(market, { from: period as Day, to: period as Day });
    const ofGroups = sizes.filter(({ dataKind, group }) => dataKind === 'presence' && groups.includes(group));
    return { presence: toGateTable(tables), panel: ofGroups.reduce((sum, { size }) => sum + size, 0) };
  }

  /** Days that were held compare with nothing until a person let them pass. */
  private async findOpenDays(market: MarketId, purpose: Purpose, weeks: readonly NoisyTables[]): Promise<Set<string>> {
    const days = weeks.map(({ release }) => release.period as Day).sort();
    if (days.length === 0) return new Set();
    const judged = await this.gates.find({ market, from: days[0], to: days.at(-1) });
    const closed = judged.filter((one) => one.purpose === purpose && gateStateOf(one) !== 'OPEN').map(({ day }) => day);
    return new Set(days.filter((day) => !closed.includes(day)));
  }
}

/** The releases of one purpose, and what the gate says of them; null: nothing. */
export interface JudgedReleases {
  readonly written: readonly WrittenRelease[];
  readonly gated: GatedDay | null;
  readonly verdict: DayVerdict | null;
}

const isComparable = (week: NoisyTables, today: NoisyTables): boolean => week.release.planId === today.release.planId;

function toGateTable(tables: NoisyTables): GateTable {
  const { rows, columns, ...figures } = inPeople(tables);
  return { rows: rows.length, columns: columns.length, ...figures };
}

const toGateFlows = (tables: NoisyTables): GateFlows => listTrips(inPeople(tables), tables);

function inPeople({ tables: [table], unitsPerPerson }: NoisyTables) {
  if (!table) throw new Error('a release has at least one table');
  const { rows, columns } = table;
  const values = table.values.map((value) => value / unitsPerPerson);
  return { rows, columns, values, variance: table.variance / unitsPerPerson ** 2 };
}
