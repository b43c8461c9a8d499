import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { Language } from '../texts/kinds-of-buyer';
import { type Notice, renderNotice, toNoticeSha256 } from './notice';
import { NOTICE_DE, NOTICE_EN } from './notice-2';
import { NoticesRepository, type ServedNotice } from './notices.repository';

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
  constructor(private readonly repository: NoticesRepository) {}

  /** @throws NoticeChanged */
  async onModuleInit(): Promise<void> {
    for (const notice of Object.values(CURRENT)) {
      const sha256 = toNoticeSha256(notice);
      const { version, language } = notice;
      const stored = await this.repository.store({ version, language, sha256, text: renderNotice(notice) });
      if (stored !== sha256) throw new NoticeChanged();
    }
  }

  getCurrent(language: Language): Notice {
    return CURRENT[language];
  }

  /** Notes that these lines are being shown the current notice now. @returns what their answer must refer to */
  async serve(language: Language, subscriberIds: readonly string[]): Promise<ServedNotice> {
    const served = { id: randomUUID(), servedAt: Date.now() };
    await this.repository.addServed({ ...served, version: CURRENT[language].version, language, subscriberIds });
    return served;
  }

  async findServed(id: string | undefined, subscriberIds: readonly string[]): Promise<ServedNotice | undefined> {
    return idSchema.safeParse(id).success ? this.repository.findServed(id!, subscriberIds) : undefined;
  }
}
