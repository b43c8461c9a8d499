import type { TimeZone } from '@passant/contracts';
import type { Notice } from '../notices/notice';
import type { HistoryEntry, LineView } from './line-view.service';
import type { PageSession } from './page-sessions';
import { toSubject } from './page-view';

export interface HistoryRow {
  readonly when: string;
  readonly reference: string;
  readonly what: string;
  readonly state: string;
  readonly effect: string;
}

type Words = Pick<PageSession, 'language' | 'texts'>;

export const toHistoryView = (session: Words, notice: Notice, view: LineView): HistoryRow[] =>
  view.history.map((entry) => ({
    when: toTimeText(session, entry.decidedAt, view.timeZone),
    reference: entry.reference,
    what: toSubject(notice, entry.purpose, entry.dataKinds),
    state: session.texts.status.states[entry.state],
    effect: toEffectText(session, entry, view.timeZone),
  }));

export function toEffectText(session: Words, { effect }: HistoryEntry, timeZone: TimeZone): string {
  const texts = session.texts.effect;
  if (!effect) return texts.fromNextDay;
  if (effect.kind === 'pending') return texts.pending(effect.confirmed, effect.places);
  return texts.since(toTimeText(session, effect.since, timeZone));
}

const toTimeText = ({ language }: Words, time: Date, timeZone: TimeZone): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'long',
  }).format(time);
