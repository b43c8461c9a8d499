import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';

export interface WaitingMessage {
  readonly id: string;
  readonly messageSealed: Buffer;
  readonly isSentToNobody: boolean;
  readonly attempts: number;
}

/** Whose line a message is about, and what it says. */
export interface MessageSubject {
  /** None where it is sent to nobody. */
  readonly subscriberIds: readonly string[];
  readonly about: 'code' | 'invitation' | 'withdrawal';
}

/** All times are the database's wall time. */
@Injectable()
export class TextMessagesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async add(
    transaction: Transaction,
    message: Omit<WaitingMessage, 'attempts'> & MessageSubject & { lifeSeconds: number },
  ): Promise<void> {
    await transaction.query(
      `INSERT INTO text_message (id, message_sealed, is_sent_to_nobody, expires_at, subscriber_ids, about)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4), $5, $6)`,
      [
        message.id,
        message.messageSealed,
        message.isSentToNobody,
        message.lifeSeconds,
        message.subscriberIds,
        message.about,
      ],
    );
  }

  /**
   * Takes messages that are due and puts them off by `attempt 1: 2 s, 2: 4 s, …` (at most 5 minutes): whoever dies with them, they are
   * tried again. Nobody else gets them meanwhile.
   */
  async claimDue(limit: number): Promise<WaitingMessage[]> {
    const [rows]: [WaitingMessage[], number] = await this.dataSource.query(
      `UPDATE text_message SET attempts = attempts + 1,
         due_at = now() + make_interval(secs => LEAST(300, 2 ^ LEAST(attempts + 1, 9)))
       WHERE id IN (SELECT id FROM text_message WHERE due_at <= now() AND expires_at > now()
                    ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, message_sealed AS "messageSealed", is_sent_to_nobody AS "isSentToNobody", attempts`,
      [limit],
    );
    return rows;
  }

  async remove(ids: readonly string[]): Promise<void> {
    await this.dataSource.query(`DELETE FROM text_message WHERE id = ANY($1)`, [ids]);
  }

  /** @returns how many that somebody waited for were never taken */
  async removeExpired(): Promise<number> {
    const [rows]: [{ isSentToNobody: boolean }[], number] = await this.dataSource.query(
      `DELETE FROM text_message WHERE expires_at <= now() RETURNING is_sent_to_nobody AS "isSentToNobody"`,
    );
    return rows.filter(({ isSentToNobody }) => !isSentToNobody).length;
  }
}
