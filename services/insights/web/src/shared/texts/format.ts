import type { Language } from './language';

export interface Format {
  /** Three digits that count, at most: more would pretend to be sure. */
  readonly number: (value: number) => string;
  readonly integer: (value: number) => string;
  /** 0.123 is 12 %. */
  readonly share: (value: number) => string;
  readonly perCent: (value: number) => string;
  readonly money: (minorUnits: number, currency: string) => string;
  /** `YYYY-MM-DD`, or the instant at which a local day begins. */
  readonly day: (day: string) => string;
  readonly hour: (instant: string) => string;
  readonly time: (instant: string) => string;
}

/** @param timeZone of the market: its days and hours are meant, not the reader's */
export function makeFormat(language: Language, timeZone = 'UTC'): Format {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const of = (options: Intl.NumberFormatOptions) => {
    const format = new Intl.NumberFormat(locale, options);
    return (value: number) => format.format(value);
  };
  const at = (options: Intl.DateTimeFormatOptions, zone: string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: zone });
    return (instant: string) => format.format(new Date(instant));
  };
  const dayOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const [plainDay, localDay] = [at(dayOptions, 'UTC'), at(dayOptions, timeZone)];
  const integer = of({ maximumFractionDigits: 0 });
  const small = of({ maximumFractionDigits: 2 });
  const share = of({ style: 'percent', maximumFractionDigits: 0 });
  const perCent = of({ maximumFractionDigits: 1 });
  return {
    number: (value) =>
      Math.abs(value) >= 100 ? integer(Number(value.toPrecision(3))) : small(Number(value.toPrecision(3))),
    integer,
    share,
    perCent: (value) => `${perCent(value)} %`,
    money: (minorUnits, currency) => of({ style: 'currency', currency })(minorUnits / 100),
    day: (day) => (day.length === 10 ? plainDay : localDay)(day),
    hour: at({ hour: '2-digit', minute: '2-digit' }, timeZone),
    time: at({ dateStyle: 'medium', timeStyle: 'short' }, timeZone),
  };
}
