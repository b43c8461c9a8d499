import { createHmac } from 'node:crypto';
import type { Day, MarketId } from '@passant/contracts';
import { decrypt, encrypt } from '../secrets/seal';
import type { Secrets } from '../secrets/secrets';

/** The only place that turns phone numbers (E.164) into what may be stored, and back. */
export class NumberVault {
  constructor(private readonly secrets: Pick<Secrets, 'registry-number' | 'registry-lookup'>) {}

  /** Keyed hash (32 bytes) by which a number is found again. */
  hash(number: string): Buffer {
    return createHmac('sha256', this.secrets['registry-lookup']).update(`number/${number}`).digest();
  }

  /**
   * The id of a subscription: the same whenever the same contract is imported again, so that also after the restore of an
   * older database a withdrawal in the journal finds its line. A new holder of the number has another contract, so another id.
   */
  toSubscriberId(market: MarketId, number: string, contractStart: Day): string {
    const digest = createHmac('sha256', this.secrets['registry-lookup'])
      .update(`subscription/${market}/${number}/${contractStart}`)
      .digest();
    digest[6] = (digest[6]! & 0x0f) | 0x80;
    digest[8] = (digest[8]! & 0x3f) | 0x80;
    const hex = digest.toString('hex', 0, 16);
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  seal(number: string, subscriberId: string): Buffer {
    return encrypt(this.secrets['registry-number'], Buffer.from(number), subscriberId);
  }

  open(sealed: Buffer, subscriberId: string): string {
    return decrypt(this.secrets['registry-number'], sealed, subscriberId).toString();
  }
}
