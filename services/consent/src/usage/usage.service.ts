import { Inject, Injectable } from '@nestjs/common';
import { type Day, endOfDay, type MarketId, type Month, PANEL_DATA_KINDS, startOfDay } from '@passant/contracts';
import { AbsencesService, type IsAbsent } from '../absences/absences.service';
import { DecisionsService } from '../decisions/decisions.service';
import { MarketsService } from '../markets/markets.service';
import { DaysService } from '../periods/days.service';
import { LinesService, type KnownHolder } from '../registry/lines.service';
import { ReleasesService } from '../releases/releases.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { findUses, type Use } from './domain/find-uses';

export type { Use };

/** Newest first. */
export interface Uses {
  /** From this month on everything is listed; null where there is nothing to look through. */
  readonly since: Month | null;
  readonly uses: readonly Use[];
}

export const USAGE_PARTS = Symbol('USAGE_PARTS');
export interface UsageParts {
  readonly absences: AbsencesService;
  readonly decisions: DecisionsService;
  readonly days: DaysService;
  readonly lines: LinesService;
  readonly markets: MarketsService;
  readonly releases: ReleasesService;
  readonly stopLists: StopListsService;
}

type PanelTimes = Parameters<IsAbsent>[1];

/** "Was my data used?": computed when asked, kept nowhere. */
@Injectable()
export class UsageService {
  constructor(@Inject(USAGE_PARTS) private readonly parts: UsageParts) {}

  async find(subscriberIds: readonly string[]): Promise<Uses> {
    const holders = await this.parts.lines.findHolders(subscriberIds);
    const found = await Promise.all(holders.map((holder) => this.findOf(holder)));
    const uses = found.flatMap((one) => one.uses);
    return {
      since:
        found
          .flatMap(({ since }) => since ?? [])
          .sort()
          .at(-1) ?? null,
      uses: uses.sort((a, b) => (a.period < b.period ? 1 : a.period > b.period ? -1 : 0)),
    };
  }

  private async findOf(holder: KnownHolder): Promise<Uses> {
    const { subscriberId, market } = holder;
    const { since, releases } = await this.parts.releases.findNewest(market);
    if (!since) return { since, uses: [] };
    const issued = await this.findIssued(market);
    const allows = await this.parts.decisions.findPermissions([subscriberId], PANEL_DATA_KINDS);
    const isAbsent: IsAbsent = await this.parts.absences.findAbsent([subscriberId], 0);
    const uses = findUses(releases, {
      days: [...issued.keys()],
      stopped: await this.parts.stopLists.findLeft(subscriberId),
      isIn: (day, dataKind, purpose) => {
        const times = issued.get(day);
        return (
          times !== undefined &&
          this.parts.lines.isEligible(holder, day) &&
          !isAbsent(subscriberId, times) &&
          [times.dayStart, times.issuedAt].every((instant) => allows(subscriberId, purpose, dataKind, instant))
        );
      },
    });
    return { since, uses };
  }

  /** Of each day that has a panel, ms since 1970: a consent had to hold at its start and at issue. */
  private async findIssued(marketId: MarketId): Promise<ReadonlyMap<Day, PanelTimes>> {
    const market = await this.parts.markets.find(marketId);
    if (!market) return new Map();
    const days = await this.parts.days.findMany(marketId, []);
    return new Map(
      days.flatMap(({ day, issuedAt }): [Day, PanelTimes][] => {
        const { timeZone } = market;
        const bounds = { dayStart: startOfDay(day, timeZone), dayEnd: endOfDay(day, timeZone) };
        return issuedAt ? [[day, { ...bounds, issuedAt: issuedAt.getTime() }]] : [];
      }),
    );
  }
}
