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
  readonly letter: {
    readonly heading: string;
    readonly lead: string;
    readonly code: string;
    readonly codeHint: string;
    readonly logIn: string;
    readonly wrong: string;
    readonly order: string;
    readonly orderLead: string;
    readonly ordered: string;
    readonly orderedHeading: string;
    readonly link: string;
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
    readonly until: (date: string) => string;
    readonly renew: string;
    readonly knowledgeHeading: string;
    readonly knowledge: readonly string[];
    /** Links to all that is held about the line, and to what is sold. */
    readonly data: string;
    readonly transparency: string;
    readonly staysHeading: string;
    /** Why what is published stays, and holds nobody; who else should be told. */
    readonly stays: readonly string[];
  };
  readonly history: {
    readonly pause: string;
    readonly pausedUntil: (time: string) => string;
    readonly receipt: string;
  };
  readonly rewards: {
    readonly heading: string;
    readonly none: string;
    readonly possible: string;
    readonly earned: string;
    readonly nothingEarned: string;
    readonly stays: string;
    readonly perDay: (amount: string) => string;
    readonly benefitPerDay: (name: string) => string;
    /** When what is offered ends, or changes. */
    readonly until: (day: string) => string;
    /** Of a month that is not over. */
    readonly soFar: (what: string) => string;
    readonly benefitDays: (name: string, days: number) => string;
    readonly rule: string;
  };
  readonly ask: {
    readonly heading: string;
    readonly lead: string;
    readonly yes: string;
    readonly no: string;
    readonly later: string;
    readonly put: string;
  };
  readonly pause: {
    readonly heading: string;
    readonly lead: readonly string[];
    readonly legend: string;
    readonly lengths: readonly { readonly hours: number; readonly text: string }[];
    readonly submit: string;
    readonly running: (until: string) => string;
    readonly resume: string;
    readonly resumed: string;
    readonly choose: string;
  };
  readonly user: {
    readonly heading: string;
    readonly lead: string;
    readonly legend: string;
    readonly adult: string;
    readonly minor: string;
    readonly submit: string;
    readonly isMinor: string;
    readonly nowMinor: string;
    readonly nowAdult: string;
    readonly choose: string;
  };
  readonly usage: {
    readonly heading: string;
    readonly lead: string;
    /** `when`: a month. */
    readonly since: (when: string) => string;
    readonly summary: (all: { releases: number; from: string; to: string; usedBy: string }) => string;
    readonly more: string;
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
    readonly toRenew: string;
  };
  readonly renew: { readonly heading: string; readonly lead: string; readonly confirm: string };
  readonly withdraw: { readonly heading: string; readonly lead: string; readonly confirm: string };
  readonly done: {
    readonly heading: string;
    readonly reference: string;
    readonly yes: string;
    readonly no: string;
    readonly pause: string;
    readonly receipt: string;
    readonly toStatus: string;
  };
  readonly refused: Readonly<Record<GrantRefusal, string>>;
  readonly refusedHeading: string;
  readonly ended: { readonly heading: string; readonly lead: string; readonly again: string };
  readonly broken: { readonly heading: string; readonly lead: string; readonly missing: string };
  readonly effect: {
    readonly since: (time: string) => string;
    readonly pending: (confirmed: number, places: number) => string;
    readonly fromNextDay: string;
  };
}
