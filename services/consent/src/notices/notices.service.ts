import { randomUUID } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import { AuditLog, CLOCK, type Clock } from '@passant/platform';
import { type Transaction, Transactions } from '../database/transactions';
import type { Language } from '../texts/kinds-of-buyer';
import { type Notice, renderNotice, toNoticeSha256 } from './notice';
import { NOTICE_DE, NOTICE_EN } from './notice-4';
import { type KnownNotice, type NoticeInvalidation, NoticesRepository, type ServedNotice } from './notices.repository';

export type { KnownNotice, NoticeInvalidation, ServedNotice };

const CURRENT: Readonly<Record<Language, Notice>> = { de: NOTICE_DE, en: NOTICE_EN };
const idSchema = z.uuid();

/** A notice was edited in place: decisions that refer to it would refer to another text. The boot fails. */
export class NoticeChanged extends Error {
  constructor() {
    super('The text of a notice differs from the stored one of the same version. Give it a new version.');
  }
}

/** The notices that people see before they answer. */
@Injectable()
export class NoticesService implements OnModuleInit {
  constructor(
    private readonly repository: NoticesRepository,
    private readonly transactions: Transactions,
    private readonly log: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws NoticeChanged */
  async onModuleInit(): Promise<void> {
    for (const notice of Object.values(CURRENT)) {
      const sha256 = toNoticeSha256(notice);
      const { version, language } = notice;
      const text = renderNotice(notice);
      await this.transactions.run(async (transaction) => {
        const stored = await this.repository.store(transaction, { version, language, sha256, text });
        if (stored.sha256 !== sha256) throw new NoticeChanged();
        const content = { version, language, sha256 };
        if (stored.isNew) await this.log.append(transaction, [{ kind: 'notice', at: this.clock.now(), content }]);
      });
    }
  }

  getCurrent(language: Language): Notice {
    return CURRENT[language];
  }

  /** Notes that these lines are being shown the current notice now. @returns what their answer must refer to */
  async serve(language: Language, subscriberIds: readonly string[]): Promise<ServedNotice> {
    const notice = CURRENT[language];
    const served = { id: randomUUID(), servedAt: Date.now(), sha256: toNoticeSha256(notice) };
    await this.repository.addServed({ ...served, version: notice.version, language, subscriberIds });
    return served;
  }

  async findServed(id: string | undefined, subscriberIds: readonly string[]): Promise<ServedNotice | undefined> {
    return idSchema.safeParse(id).success ? this.repository.findServed(id!, subscriberIds) : undefined;
  }

  /** What these served notices were, by their ids. */
  findVersions(
    ids: readonly string[],
    transaction: Transaction,
  ): Promise<ReadonlyMap<string, { version: string; language: Language; sha256: string }>> {
    return this.repository.findVersions(ids, transaction);
  }

  /** Whether a notice is what people are shown now, and was not declared void. */
  async isCurrent(sha256: string): Promise<boolean> {
    const isShown = Object.values(CURRENT).some((notice) => toNoticeSha256(notice) === sha256);
    return isShown && !(await this.repository.isInvalidated(sha256));
  }

  findAll(): Promise<KnownNotice[]> {
    return this.repository.findAll(this.transactions.current);
  }

  /** Every yes to this notice is void from now on; a repeat changes nothing. @returns the declaration that stands */
  async invalidate(declared: Omit<NoticeInvalidation, 'invalidatedAt'>): Promise<KnownNotice> {
    const invalidation = { ...declared, invalidatedAt: this.clock.now() };
    return this.transactions.run(async (transaction) => {
      await this.repository.invalidate(transaction, invalidation);
      return (await this.repository.findAll(transaction)).find(({ sha256 }) => sha256 === declared.sha256)!;
    });
  }
}
