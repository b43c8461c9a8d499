import { Inject, Injectable } from '@nestjs/common';
import { type ClaimCheck, isMonth, PANEL_DATA_KINDS, type PanelDataKind, type StopList } from '@passant/contracts';
import { type ObjectStore, ObjectStores, sealBytes } from '@passant/platform';
import { CONSUMER_KEYS, type ConsumerKeys } from '../keys/consumer-keys';
import { derivePseudonym } from '../keys/domain/derive-pseudonym';
import { type LivePeriod, toObjectPrefix } from '../periods/live-period';
import type { OpenKeys } from '../periods/period-keys';
import { type Consumer, consumersOf } from './domain/describe-effect';

/** Stop lists as files: the whole list of a day or month each time, sealed to each consumer. */
@Injectable()
export class StopListFiles {
  constructor(
    private readonly stores: ObjectStores,
    @Inject(CONSUMER_KEYS) private readonly keys: ConsumerKeys,
  ) {}

  /**
   * A number above every number ever written for a period: also after the restore of an older database, numbers only grow. They have no
   * gaps, so that where the next one was never written, none above it was: all lists are looked through only where it was.
   */
  async findNextNumber(period: LivePeriod): Promise<number> {
    const next = period.stopListNumber + 1;
    const written = await this.ofEachStore(period, (store) => store.has(toObjectKey(period, next)));
    if (!written.includes(true)) return next;
    const keys = (await this.ofEachStore(period, (store) => store.list(toObjectPrefix(period)))).flat();
    return Math.max(next, ...keys.map((key) => Number(/\/(\d+)\.sealed$/.exec(key)?.[1] ?? 0) + 1));
  }

  async write(
    period: LivePeriod,
    number: number,
    content: { keys: OpenKeys; subscriberIds: readonly string[] },
  ): Promise<readonly { consumer: Consumer; list: ClaimCheck }[]> {
    const dataKinds: readonly PanelDataKind[] = isMonth(period.period) ? ['return-visits'] : PANEL_DATA_KINDS;
    const list: StopList = {
      format: 'stop-list/2',
      market: period.market,
      period: period.period,
      number,
      pseudonyms: dataKinds.map((dataKind) => {
        // Without a key (the day's month is over) nobody has a name of this kind any more.
        const key = content.keys.get(dataKind);
        const ids = key ? content.subscriberIds : [];
        const pseudonyms = ids.map((id) => derivePseudonym(key!, id)).sort(Buffer.compare);
        return { dataKind, base64: Buffer.concat(pseudonyms).toString('base64') };
      }),
    };
    const plain = Buffer.from(JSON.stringify(list));
    return Promise.all(
      consumersOf(period.period).map(async (consumer) => {
        const sealed = await sealBytes(this.keys[consumer], plain);
        const list = await this.stores.of(`stop-lists-${consumer}`).put(toObjectKey(period, number), sealed);
        return { consumer, list };
      }),
    );
  }

  private ofEachStore<T>({ period }: LivePeriod, ask: (store: ObjectStore) => Promise<T>): Promise<T[]> {
    return Promise.all(consumersOf(period).map((consumer) => ask(this.stores.of(`stop-lists-${consumer}`))));
  }
}

const toObjectKey = (period: LivePeriod, number: number): string => `${toObjectPrefix(period)}${number}.sealed`;
