import { createHash } from 'node:crypto';
import type { DataKind, Purpose } from '@passant/contracts';
import type { Language } from '../texts/kinds-of-buyer';

/** What somebody is told before they answer. A version never changes: another word is another version. */
export interface Notice {
  readonly version: string;
  readonly language: Language;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly purposes: Readonly<Record<Purpose, { readonly name: string; readonly explanation: string }>>;
  readonly dataKinds: Readonly<Record<DataKind, { readonly name: string; readonly explanation: string }>>;
}

/** The notice as one text: what is kept, and what its hash is of. */
export const renderNotice = (notice: Notice): string =>
  [
    `${notice.title} (${notice.version}, ${notice.language})`,
    ...notice.paragraphs,
    ...[notice.purposes, notice.dataKinds].flatMap((named) =>
      Object.entries(named).map(([id, { name, explanation }]) => `${id}: ${name}. ${explanation}`),
    ),
  ].join('\n\n');

export const toNoticeSha256 = (notice: Notice): string =>
  createHash('sha256').update(renderNotice(notice)).digest('hex');
