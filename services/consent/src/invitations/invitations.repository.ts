import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transactions';

export type InvitationChannel = 'sign-up' | 'text-message' | 'letter';

/** When each line was asked last. */
@Injectable()
export class InvitationsRepository {
  async find(transaction: Transaction, subscriberIds: readonly string[]): Promise<ReadonlyMap<string, Date>> {
    const rows: { id: string; askedAt: Date }[] = await transaction.query(
      `SELECT subscriber_id AS id, asked_at AS "askedAt" FROM invitation WHERE subscriber_id = ANY($1)`,
      [subscriberIds],
    );
    return new Map(rows.map(({ id, askedAt }) => [id, askedAt]));
  }

  async note(
    transaction: Transaction,
    subscriberIds: readonly string[],
    { channel, askedAt }: { channel: InvitationChannel; askedAt: Date },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO invitation (subscriber_id, channel, asked_at) SELECT id, $2, $3 FROM unnest($1::uuid[]) AS id
       ON CONFLICT (subscriber_id) DO UPDATE SET channel = excluded.channel, asked_at = excluded.asked_at`,
      [subscriberIds, channel, askedAt],
    );
  }
}
