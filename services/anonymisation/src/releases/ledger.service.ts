import { Injectable } from '@nestjs/common';
import { addDays, daysOf, firstDayOf, GROUPS, monthOf, type Day, type MarketId } from '@passant/contracts';
import { toFractionText } from '@passant/privacy';
import { PanelsService } from '../panels/panels.service';
import { LedgerSpanTooLong } from './releases.errors';
import { toLedger, type Ledger, type LedgerLine } from './domain/to-ledger';
import { MeasurementsRepository, type LedgerQuery } from './measurements.repository';

export type { Ledger, LedgerLine } from './domain/to-ledger';

/** How many days are shown where nobody asks for others, and at most. */
const SHOWN_DAYS = 31;
const MOST_DAYS = 400;

/** What was spent: own rows, with copies of those that consent spent on measuring panels. */
@Injectable()
export class LedgerService {
  constructor(
    private readonly measurements: MeasurementsRepository,
    private readonly panels: PanelsService,
  ) {}

  /** Lines of a span; of the newest 400 days where it has no end or begins before them. */
  async findLines({ market, from: asked, to }: LedgerQuery): Promise<LedgerLine[]> {
    const newest = to ?? (await this.measurements.findNewest(market));
    const first = newest && addDays(newest, 1 - MOST_DAYS);
    const from = asked && first && asked > first ? asked : first;
    const [entries, sizes, strata] = await Promise.all([
      this.measurements.findLedger({ market, from, to }),
      this.panels.findSizes(market, { from, to }),
      this.panels.findStrata(market, { from, to }),
    ]);
    return [
      ...strata.flatMap(({ month, tables, rho, sigmaSquared }) =>
        GROUPS.filter((group) => tables.some((table) => table.group === group)).map((group) => ({
          ...{ period: month, group, table: 'panel-strata' as const, dataKind: null },
          ...{ rho, sigmaSquared, tableSha256: null },
        })),
      ),
      ...sizes.map(({ day, group, dataKind, rho, sigmaSquared }) => ({
        ...{ period: day, group, table: 'panel-total' as const, dataKind },
        ...{ rho, sigmaSquared, tableSha256: null },
      })),
      ...entries.map(({ period, group, table, rho, sigmaSquared, tableSha256 }) => ({
        ...{ period, group, table, dataKind: null },
        ...{ rho: toFractionText(rho), sigmaSquared, tableSha256 },
      })),
    ];
  }

  /** @throws LedgerSpanTooLong. Whole months, so that a day's sum knows its month's rows; the newest month and the one before where none is asked for. */
  async describe(market: MarketId, asked: { from?: Day | undefined; to?: Day | undefined }): Promise<Ledger> {
    const to = asked.to ?? (await this.measurements.findNewest(market));
    const from = asked.from ?? (to && addDays(to, 1 - SHOWN_DAYS));
    if (!from || !to) return toLedger(market, []);
    if (addDays(from, MOST_DAYS) <= to) throw new LedgerSpanTooLong();
    const span = { from: firstDayOf(monthOf(from)), to: daysOf(monthOf(to)).at(-1)! };
    return toLedger(market, await this.findLines({ market, ...span }));
  }
}
