import { type Format, makeFormat } from './format';
import { useLanguage } from './language';

/** Making one is dear, and each figure of a table wants one. */
const made = new Map<string, Format>();

/** @param timeZone of the market */
export function useFormat(timeZone?: string): Format {
  const { language } = useLanguage();
  const key = `${language} ${timeZone ?? ''}`;
  const format = made.get(key) ?? makeFormat(language, timeZone);
  made.set(key, format);
  return format;
}
