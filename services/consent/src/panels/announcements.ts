import { Injectable } from '@nestjs/common';
import type { Day, MarketId, Month } from '@passant/contracts';
import { ObjectStores } from '@passant/platform';

/** What is measured once for ever: the sizes of a day's panel, or the strata of a month. */
export type Marker =
  { readonly market: MarketId; readonly day: Day } | { readonly market: MarketId; readonly month: Month };

/**
 * Objects beside the database that say only that noise was drawn for a day or month: put before the transaction that draws it
 * can commit, they outlive the database and the period itself. A restored database that does not know of the drawing sees them
 * and draws nothing a second time.
 */
@Injectable()
export class Announcements {
  constructor(private readonly stores: ObjectStores) {}

  async isMade(marker: Marker): Promise<boolean> {
    const key = toKey(marker);
    return (await this.store.list(key)).includes(key);
  }

  /**
   * Runs what draws, inside its transaction. Where it fails, that transaction cannot commit any more: nobody saw what was drawn, and
   * what it marked is taken back. A process that dies in between leaves the marks: better no panel than a second drawing.
   */
  async make<Drawn>(draw: (mark: (marker: Marker) => Promise<void>) => Promise<Drawn>): Promise<Drawn> {
    const marked: string[] = [];
    try {
      return await draw(async (marker) => {
        marked.push(toKey(marker));
        await this.store.put(toKey(marker), Buffer.from('drawn'));
      });
    } catch (error) {
      for (const key of marked) await this.store.delete(key);
      throw error;
    }
  }

  private get store() {
    return this.stores.of('stop-lists-anonymisation');
  }
}

/** Beside the period's own objects, which are deleted with it. */
const toKey = (marker: Marker): string =>
  `${marker.market.toLowerCase()}/${'day' in marker ? `${marker.day}.announced` : `${marker.month}.strata`}`;
