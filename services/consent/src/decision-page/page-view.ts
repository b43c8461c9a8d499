import { DATA_KINDS, type DataKind, type Purpose, PURPOSES } from '@passant/contracts';
import type { Choice, ConsentState, Wish } from '../decisions/decisions.service';
import type { Notice } from '../notices/notice';
import type { PageTexts } from '../texts/page-texts';
import type { Fields } from './page-request';
import type { LineView } from './line-view.service';

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
  }[];
}

/** Every purpose with every data kind, as it stands. */
export const toPurposeViews = (notice: Notice, texts: PageTexts, view: LineView): PurposeView[] =>
  PURPOSES.map((purpose) => ({
    ...notice.purposes[purpose],
    kinds: DATA_KINDS.map((dataKind) => {
      const state: ConsentState = view.stateOf(purpose, dataKind);
      return {
        ...notice.dataKinds[dataKind],
        field: toField({ purpose, dataKind }),
        allowed: view.allows(purpose, dataKind),
        state: texts.status.states[state],
      };
    }),
  }));

/** The choices of a form that would change something. */
export function toChanges(fields: Fields, view: LineView): Choice[] {
  return PURPOSES.flatMap((purpose) =>
    DATA_KINDS.flatMap((dataKind) => {
      const wish = fields[toField({ purpose, dataKind })];
      if (wish !== 'allow' && wish !== 'refuse') return [];
      return (wish === 'allow') === view.allows(purpose, dataKind) ? [] : [{ purpose, dataKind, wish }];
    }),
  );
}

/** Everything that is allowed, as withdrawals. */
export const toWithdrawals = (view: LineView): Choice[] =>
  PURPOSES.flatMap((purpose) =>
    DATA_KINDS.filter((dataKind) => view.allows(purpose, dataKind)).map(
      (dataKind) => ({ purpose, dataKind, wish: 'refuse' }) as const,
    ),
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

export const toSubject = (notice: Notice, purpose: Purpose, dataKinds: readonly DataKind[]): string =>
  `${notice.purposes[purpose].name}: ${dataKinds.map((kind) => notice.dataKinds[kind].name).join(', ')}`;
