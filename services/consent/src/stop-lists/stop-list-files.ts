import { Inject, Injectable } from '@nestjs/common';
import { type ClaimCheck, PANEL_DATA_KINDS, type StopList } from '@passant/contracts';
import { ObjectStores, sealBytes } from '@passant/platform';
import { type LiveDay, toObjectPrefix } from '../days/live-day';
import type { OpenKeys } from '../days/day-keys';
import { derivePseudonym } from '../keys/domain/derive-pseudonym';
import { CONSUMER_KEYS, type ConsumerKeys } from '../keys/consumer-keys';
import { CONSUMERS, type Consumer } from './domain/describe-effect';

/** Stop lists as files: the whole list of a day each time, sealed to each consumer. */
@Injectable()
export class StopListFiles {
  constructor(
    private readonly stores: ObjectStores,
    @Inject(CONSUMER_KEYS) private readonly keys: ConsumerKeys,
  ) {}

  /** The highest number ever written for a day: also after the restore of an older database, numbers only grow. */
  async findHighestNumber(day: LiveDay): Promise<number> {
    const keys = await this.stores.of('stop-lists-ingestion').list(toObjectPrefix(day));
    return Math.max(0, ...keys.map((key) => Number(/\/(\d+)\.sealed$/.exec(key)?.[1] ?? 0)));
  }

  async write(
    day: LiveDay,
    number: number,
    content: { keys: OpenKeys; subscriberIds: readonly string[] },
  ): Promise<Record<Consumer, ClaimCheck>> {
    const list: StopList = {
      format: 'stop-list/1',
      market: day.market,
      day: day.day,
      number,
      pseudonyms: PANEL_DATA_KINDS.map((dataKind) => {
        const key = content.keys.get(dataKind)!;
        const pseudonyms = content.subscriberIds.map((id) => derivePseudonym(key, id)).sort(Buffer.compare);
        return { dataKind, base64: Buffer.concat(pseudonyms).toString('base64') };
      }),
    };
    const plain = Buffer.from(JSON.stringify(list));
    const checks = await Promise.all(
      CONSUMERS.map(async (consumer) => {
        const sealed = await sealBytes(this.keys[consumer], plain);
        const objectKey = `${toObjectPrefix(day)}${number}.sealed`;
        return [consumer, await this.stores.of(`stop-lists-${consumer}`).put(objectKey, sealed)] as const;
      }),
    );
    return Object.fromEntries(checks) as Record<Consumer, ClaimCheck>;
  }
}
