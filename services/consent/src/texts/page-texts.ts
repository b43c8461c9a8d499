import type { Product } from '@passant/contracts';
import type { ConsentState, GrantRefusal } from '../decisions/decisions.service';

/** Everything the decision page says, in one language. */
export interface PageTexts {
  readonly service: string;
  readonly otherLanguage: { readonly code: 'de' | 'en'; readonly name: string };
  readonly languageSwitch: string;
  readonly skipToContent: string;
  readonly error: string;
  readonly errorHeading: string;
  readonly continue: string;
  readonly back: string;
  readonly signOut: string;
  readonly number: {
    readonly heading: string;
    readonly lead: string;
    readonly label: string;
    readonly hint: string;
    readonly send: string;
    readonly unreadable: string;
    readonly tooMany: string;
  };
  readonly code: {
    readonly heading: string;
    readonly lead: string;
    readonly label: string;
    readonly hint: string;
    readonly wrong: string;
    readonly again: string;
    readonly message: (code: string) => string;
  };
  readonly status: {
    readonly heading: string;
    readonly lead: string;
    readonly states: Readonly<Record<ConsentState, string>>;
    readonly change: string;
    readonly withdraw: string;
    readonly nothingAllowed: string;
    readonly historyHeading: string;
    readonly historyEmpty: string;
    readonly columns: {
      readonly when: string;
      readonly what: string;
      readonly decision: string;
      readonly effect: string;
    };
    readonly knowledgeHeading: string;
    readonly knowledge: readonly string[];
  };
  readonly usage: {
    readonly heading: string;
    readonly lead: string;
    /** `when`: a month. */
    readonly since: (when: string) => string;
    readonly empty: string;
    readonly nobodyYet: string;
    readonly columns: { readonly when: string; readonly what: string; readonly usedBy: string };
    readonly products: Readonly<Record<Product, string>>;
  };
  readonly change: {
    readonly heading: string;
    readonly lead: string;
    readonly yes: string;
    readonly no: string;
    readonly nothingChanged: string;
  };
  readonly check: {
    readonly heading: string;
    readonly lead: string;
    readonly confirm: string;
    readonly toYes: string;
    readonly toNo: string;
  };
  readonly withdraw: { readonly heading: string; readonly lead: string; readonly confirm: string };
  readonly done: {
    readonly heading: string;
    readonly reference: string;
    readonly yes: string;
    readonly no: string;
    readonly toStatus: string;
  };
  readonly refused: Readonly<Record<GrantRefusal, string>>;
  readonly refusedHeading: string;
  readonly ended: { readonly heading: string; readonly lead: string; readonly again: string };
  readonly effect: {
    readonly since: (time: string) => string;
    readonly pending: (confirmed: number, places: number) => string;
    readonly fromNextDay: string;
  };
}
