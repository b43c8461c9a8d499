import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';

const MOBILE = ['MOBILE', 'FIXED_LINE_OR_MOBILE'];
const LONGEST = 40;

/**
 * A mobile number in any usual spelling (`0151 …`, `+49 151 …`, `0049151…`, `49 151 …`) as E.164; undefined where it is not a mobile number of
 * one of these countries (ISO 3166-1 alpha-2). Says nothing about whether it is ours.
 */
export function parseMobileNumber(text: string, countries: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined;
  const supported = countries.filter((country): country is CountryCode => isSupportedCountry(country));
  for (const spelling of [text, `+${text.trim()}`]) {
    for (const country of supported) {
      const number = parsePhoneNumberFromString(spelling, { defaultCountry: country, extract: false });
      if (!number?.isValid() || !MOBILE.includes(number.getType() ?? '')) continue;
      if (number.country && supported.includes(number.country)) return number.number;
    }
  }
  return undefined;
}
