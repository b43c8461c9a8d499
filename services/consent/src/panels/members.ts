import { Injectable } from '@nestjs/common';
import { type Group, PANEL_DATA_KINDS, type PanelDataKind } from '@passant/contracts';
import { DecisionsService } from '../decisions/decisions.service';
import type { LiveDay } from '../days/live-day';
import { LinesService } from '../registry/lines.service';
import { chooseGroup, type PanelInstants } from './domain/choose-group';
import type { Member } from './panel-files';

/** Who is in the panel of a day. */
@Injectable()
export class Members {
  constructor(
    private readonly lines: LinesService,
    private readonly decisions: DecisionsService,
  ) {}

  /** In pages; nobody without a group. */
  async *find({ market, day }: LiveDay, instants: PanelInstants): AsyncGenerator<Member[]> {
    for await (const page of this.lines.eligiblePages(market, day)) {
      const allows = await this.decisions.findPermissions(
        page.map(({ subscriberId }) => subscriberId),
        PANEL_DATA_KINDS,
      );
      const members = page.map(({ subscriberId, number }) => {
        const groups = new Map<PanelDataKind, Group>();
        for (const dataKind of PANEL_DATA_KINDS) {
          const group = chooseGroup((...asked) => allows(subscriberId, ...asked), dataKind, instants);
          if (group) groups.set(dataKind, group);
        }
        return { subscriberId, number, groups };
      });
      yield members.filter(({ groups }) => groups.size > 0);
    }
  }
}
