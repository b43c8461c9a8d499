import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Transaction } from '../database/transactions';
import type { Language } from '../texts/kinds-of-buyer';

export interface StoredNotice {
  readonly version: string;
  readonly language: Language;
  readonly sha256: string;
  readonly text: string;
}

export interface ServedNotice {
  readonly id: string;
  /** Wall time, ms since 1970. */
  readonly servedAt: number;
  /** Of the text that was shown. */
  readonly sha256: string;
}

/** A notice that the privacy officer declared void. */
export interface NoticeInvalidation {
  readonly sha256: string;
  readonly invalidatedAt: Date;
  readonly invalidatedBy: string;
  readonly reason: string;
}

/** Version and language are null where a decision taken elsewhere named the notice and we never showed it. */
export interface KnownNotice {
  readonly sha256: string;
  readonly version: string | null;
  readonly language: Language | null;
  readonly invalidatedAt: Date | null;
  readonly reason: string | null;
}

@Injectable()
export class NoticesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Stores a notice unless its version is there. @returns the hash that is stored */
  async store(notice: StoredNotice): Promise<string> {
    await this.dataSource.query(
      `INSERT INTO notice (version, language, sha256, text) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [notice.version, notice.language, notice.sha256, notice.text],
    );
    const rows: { sha256: string }[] = await this.dataSource.query(
      `SELECT sha256 FROM notice WHERE version = $1 AND language = $2`,
      [notice.version, notice.language],
    );
    return rows[0]!.sha256;
  }

  async addServed(
    served: Omit<ServedNotice, 'sha256'> & { version: string; language: Language; subscriberIds: readonly string[] },
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO notice_served (id, version, language, subscriber_ids, served_at) VALUES ($1, $2, $3, $4, $5)`,
      [served.id, served.version, served.language, served.subscriberIds, new Date(served.servedAt)],
    );
  }

  /** A notice that was served for exactly these lines. */
  async findServed(id: string, subscriberIds: readonly string[]): Promise<ServedNotice | undefined> {
    const rows: { id: string; servedAt: Date; sha256: string }[] = await this.dataSource.query(
      `SELECT id, served_at AS "servedAt", sha256 FROM notice_served JOIN notice USING (version, language)
       WHERE id = $1 AND subscriber_ids = $2::uuid[]`,
      [id, subscriberIds],
    );
    return rows[0] && { ...rows[0], servedAt: rows[0].servedAt.getTime() };
  }

  /** Every notice that people were shown, and every other one that was declared void; newest first. */
  findAll(): Promise<KnownNotice[]> {
    return this.dataSource.query(
      `SELECT sha256, version, language, invalidated_at AS "invalidatedAt", reason
       FROM notice FULL JOIN notice_invalidation USING (sha256) ORDER BY created_at DESC NULLS LAST, sha256`,
    );
  }

  /** The first declaration stands. */
  async invalidate(transaction: Transaction, invalidation: NoticeInvalidation): Promise<void> {
    await transaction.query(
      `INSERT INTO notice_invalidation (sha256, invalidated_at, invalidated_by, reason) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [invalidation.sha256, invalidation.invalidatedAt, invalidation.invalidatedBy, invalidation.reason],
    );
  }

  async isInvalidated(sha256: string): Promise<boolean> {
    const rows: unknown[] = await this.dataSource.query(`SELECT FROM notice_invalidation WHERE sha256 = $1`, [sha256]);
    return rows.length > 0;
  }
}
