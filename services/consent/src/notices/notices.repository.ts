import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
    served: ServedNotice & { version: string; language: Language; subscriberIds: readonly string[] },
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO notice_served (id, version, language, subscriber_ids, served_at) VALUES ($1, $2, $3, $4, $5)`,
      [served.id, served.version, served.language, served.subscriberIds, new Date(served.servedAt)],
    );
  }

  /** A notice that was served for exactly these lines. */
  async findServed(id: string, subscriberIds: readonly string[]): Promise<ServedNotice | undefined> {
    const rows: { id: string; servedAt: Date }[] = await this.dataSource.query(
      `SELECT id, served_at AS "servedAt" FROM notice_served WHERE id = $1 AND subscriber_ids = $2::uuid[]`,
      [id, subscriberIds],
    );
    return rows[0] && { id: rows[0].id, servedAt: rows[0].servedAt.getTime() };
  }
}
