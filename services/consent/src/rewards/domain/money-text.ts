/** An amount in a currency's minor units as people of a language write it, e.g. `1,20 €`. */
export function toMoneyText(minorUnits: number, currency: string, language: 'de' | 'en'): string {
  const format = new Intl.NumberFormat(language === 'de' ? 'de-DE' : 'en-GB', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}
