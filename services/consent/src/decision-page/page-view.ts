import { DATA_KINDS, PURPOSES } from '@passant/contracts';
import type { Choice, Wish } from '../decisions/decisions.service';
import type { Notice } from '../notices/notice';
import type { Fields } from './page-request';
import { toDateText, toEffectText } from './history-view';
import type { LineView } from './line-view.service';
import type { PageRewards } from './page-seams';
import type { PageSession } from './page-sessions';

type Words = Pick<PageSession, 'language' | 'texts'>;

/** The name of a choice in a form. */
export const toField = ({ purpose, dataKind }: Pick<Choice, 'purpose' | 'dataKind'>): string =>
  `${purpose}.${dataKind}`;

export interface PurposeView {
  readonly name: string;
  readonly explanation: string;
  readonly kinds: readonly {
    readonly field: string;
    readonly name: string;
    readonly explanation: string;
    readonly allowed: boolean;
    readonly state: string;
    /** Until when a yes lasts, since when a no is effective; '' where neither is to say. */
    readonly detail: string;
    /** What it earns, told before anybody chooses; '' where it earns nothing. */
    readonly reward: string;
  }[];
}

/** Every purpose with every data kind, as it stands. */
export const toPurposeViews = (
  session: Words,
  { notice, rewards }: { notice: Notice; rewards: PageRewards },
  view: LineView,
): PurposeView[] =>
  PURPOSES.map((purpose) => ({
    ...notice.purposes[purpose],
    kinds: DATA_KINDS.map((dataKind) => ({
      ...notice.dataKinds[dataKind],
      field: toField({ purpose, dataKind }),
      allowed: view.allows(purpose, dataKind),
      state: session.texts.status.states[view.stateOf(purpose, dataKind)],
      detail: toDetail(session, { purpose, dataKind }, view),
      reward: rewards.possible.flatMap((reward) => (reward.dataKind === dataKind ? reward.text : [])).join('; '),
    })),
  }));

function toDetail(session: Words, { purpose, dataKind }: Omit<Choice, 'wish'>, view: LineView): string {
  const end = view.endOf(purpose, dataKind);
  if (end) return session.texts.status.until(toDateText(session, end, view.timeZone));
  const effect = view.effectOf(purpose, dataKind);
  const state = view.stateOf(purpose, dataKind);
  return effect
    ? toEffectText(session, { effect, about: { purpose, dataKinds: [dataKind], state } }, view.timeZone)
    : '';
}

/** The choices of a form that would change something. */
export function toChanges(fields: Fields, view: Pick<LineView, 'allows'>): Choice[] {
  return PURPOSES.flatMap((purpose) =>
    DATA_KINDS.flatMap((dataKind): Choice[] => {
      const wish = fields[toField({ purpose, dataKind })];
      if (wish === 'renew') return view.allows(purpose, dataKind) ? [{ purpose, dataKind, wish }] : [];
      if (wish !== 'allow' && wish !== 'refuse') return [];
      return (wish === 'allow') === view.allows(purpose, dataKind) ? [] : [{ purpose, dataKind, wish }];
    }),
  );
}

/** Everything that is allowed, with one wish about all of it. */
export const toAllowed = (view: Pick<LineView, 'allows'>, wish: 'refuse' | 'renew'): Choice[] =>
  PURPOSES.flatMap((purpose) =>
    DATA_KINDS.filter((dataKind) => view.allows(purpose, dataKind)).map((dataKind) => ({ purpose, dataKind, wish })),
  );

export interface ChangeView {
  readonly field: string;
  readonly purpose: string;
  readonly kind: string;
  readonly wish: Wish;
}

export const toChangeViews = (notice: Notice, choices: readonly Choice[]): ChangeView[] =>
  choices.map((choice) => ({
    field: toField(choice),
    purpose: notice.purposes[choice.purpose].name,
    kind: notice.dataKinds[choice.dataKind].name,
    wish: choice.wish,
  }));
