import type { DataKind, Purpose, TimeZone } from '@passant/contracts';
import { isAllowed } from '../decisions/decisions.service';
import type { Notice } from '../notices/notice';
import type { HistoryEntry, LineView } from './line-view.service';
import type { ReceiptsForPage } from './page-seams';
import type { PageSession } from './page-sessions';

export interface HistoryRow {
  readonly when: string;
  readonly reference: string;
  /** Where the receipt is; null where there is none. */
  readonly receipt: string | null;
  readonly what: string;
  readonly state: string;
  readonly effect: string;
}

type Words = Pick<PageSession, 'language' | 'texts'>;

export const toHistoryView = (
  session: Words,
  { notice, receipts }: { notice: Notice; receipts: ReceiptsForPage },
  view: LineView,
): HistoryRow[] =>
  view.history.map((entry) => ({
    when: toTimeText(session, entry.decidedAt, view.timeZone),
    reference: entry.reference,
    receipt: receipts.findPath(entry.reference, session.language) ?? null,
    ...toWhat(session, { notice, timeZone: view.timeZone }, entry.about),
    effect: toEffectText(session, entry, view.timeZone),
  }));

function toWhat(
  session: Words,
  { notice, timeZone }: { notice: Notice; timeZone: TimeZone },
  about: HistoryEntry['about'],
): Pick<HistoryRow, 'what' | 'state'> {
  const { history, status } = session.texts;
  if ('pausedUntil' in about)
    return { what: history.pause, state: history.pausedUntil(toTimeText(session, about.pausedUntil, timeZone)) };
  return { what: toSubject(notice, about.purpose, about.dataKinds), state: status.states[about.state] };
}

/** '' for what takes no effect: nobody answered. */
export function toEffectText(
  session: Words,
  { effect, about }: Pick<HistoryEntry, 'effect' | 'about'>,
  timeZone: TimeZone,
): string {
  const texts = session.texts.effect;
  if (!effect) return 'state' in about && isAllowed(about.state) ? texts.fromNextDay : '';
  if (effect.kind === 'pending') return texts.pending(effect.confirmed, effect.places);
  return texts.since(toTimeText(session, effect.since, timeZone));
}

/** Date and time, with the zone's name. */
export const toTimeText = ({ language }: Words, time: Date, timeZone: TimeZone): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'long',
  }).format(time);

/** A day, without its time. */
export const toDateText = ({ language }: Words, time: Date, timeZone: TimeZone): string =>
  new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', { timeZone, dateStyle: 'long' }).format(time);

const toSubject = (notice: Notice, purpose: Purpose, dataKinds: readonly DataKind[]): string =>
  `${notice.purposes[purpose].name}: ${dataKinds.map((kind) => notice.dataKinds[kind].name).join(', ')}`;
