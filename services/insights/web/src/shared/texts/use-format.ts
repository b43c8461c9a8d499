import { useMemo } from 'react';
import { type Format, makeFormat } from './format';
import { useLanguage } from './language';

/** @param timeZone of the market */
export function useFormat(timeZone?: string): Format {
  const { language } = useLanguage();
  return useMemo(() => makeFormat(language, timeZone), [language, timeZone]);
}
