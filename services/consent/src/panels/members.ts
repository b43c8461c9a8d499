import { Injectable } from '@nestjs/common';
import {
  DATA_KINDS,
  type Day,
  daysOf,
  endOfDay,
  type Group,
  type MarketId,
  monthOf,
  PANEL_DATA_KINDS,
  type PanelDataKind,
  startOfDay,
  type TimeZone,
} from '@passant/contracts';
import { AbsencesService } from '../absences/absences.service';
import { DecisionsService } from '../decisions/decisions.service';
import { LinesService } from '../registry/lines.service';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { chooseAttributes } from './domain/choose-attributes';
import { type Allows, chooseGroup, chooseMonthGroup, type PanelInstants } from './domain/choose-group';
import type { Member } from './panel-rows';

export interface MembersQuestion {
  readonly market: MarketId;
  readonly timeZone: TimeZone;
  readonly day: Day;
  readonly issuedAt: number;
  /** The living month whose return visits this day counts for; undefined: none any more. */
  readonly monthId: string | undefined;
}

const NOBODY: ReadonlySet<string> = new Set();

/** Who is in the panel of a day. */
@Injectable()
export class Members {
  constructor(
    private readonly lines: LinesService,
    private readonly decisions: DecisionsService,
    private readonly stopLists: StopListsService,
    private readonly absences: AbsencesService,
  ) {}

  /**
   * In pages; nobody without a group. Whoever is on the month's stop list would not be counted in it any more, and so is not in the
   * panel for return visits until the next month.
   */
  async *find(question: MembersQuestion): AsyncGenerator<Member[]> {
    const { market, timeZone, day, issuedAt, monthId } = question;
    const instants = { dayStart: startOfDay(day, timeZone), issuedAt };
    const monthStarts = daysOf(monthOf(day))
      .filter((other) => other <= day)
      .map((other) => startOfDay(other, timeZone));
    const times = { ...instants, dayEnd: endOfDay(day, timeZone) };
    for await (const eligible of this.lines.eligiblePages(market, day)) {
      const isAbsent = await this.absences.findAbsent(
        eligible.map(({ subscriberId }) => subscriberId),
        Math.min(times.dayStart, issuedAt),
      );
      const page = eligible.filter(({ subscriberId }) => !isAbsent(subscriberId, times));
      const ids = page.map(({ subscriberId }) => subscriberId);
      const permissions = await this.decisions.findPermissions(ids, DATA_KINDS);
      const stopped = monthId ? await this.stopLists.findStopped(monthId, ids) : NOBODY;
      const members = page.map(({ subscriberId, number, holder }): Member => {
        const allows: Allows = (...asked) => permissions(subscriberId, ...asked);
        const isCounted = monthId !== undefined && !stopped.has(subscriberId);
        const groups = toGroups(allows, instants, isCounted ? monthStarts : []);
        const presenceGroup = groups.get('presence');
        return {
          subscriberId,
          number,
          groups,
          attributes: chooseAttributes(holder, { day, instants, allows, presenceGroup }),
        };
      });
      yield members.filter(({ groups }) => groups.size > 0);
    }
  }
}

function toGroups(
  allows: Allows,
  instants: PanelInstants,
  monthStarts: readonly number[],
): ReadonlyMap<PanelDataKind, Group> {
  const groups = new Map<PanelDataKind, Group>();
  for (const dataKind of PANEL_DATA_KINDS) {
    const group =
      dataKind === 'return-visits'
        ? chooseMonthGroup(allows, instants, monthStarts)
        : chooseGroup(allows, dataKind, instants);
    if (group) groups.set(dataKind, group);
  }
  return groups;
}
