import { useTexts } from '../../shared/texts/language';
import { useStaffFormat } from '../kit/staff';
import { wordTexts } from '../kit/words.texts';
import { contractTexts } from './contracts.texts';
import type { WrittenTerms } from './terms-draft';

/** Terms in words, as somebody would say them to the client. */
export function Entitlement({ of, state }: { readonly of: WrittenTerms; readonly state: string }) {
  const t = useTexts(contractTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const list = (ids: readonly string[], known: Readonly<Record<string, string>>) =>
    ids.map((id) => known[id] ?? id).join(', ');
  const zones = of.allZones ? t.allZones : t.someZones(format.integer(of.zoneIds.length));
  const figures = of.figuresPerMonth === null ? null : format.integer(of.figuresPerMonth);
  const quota = () => {
    if (figures === null) return t.noQuota;
    return of.quotaKind === 'soft' ? t.quotaSoft(figures) : t.quotaHard(figures);
  };
  return (
    <div className="card">
      <h2>{state === 'active' ? t.getsNow : t.gets}</h2>
      <p>
        <strong>{t.today[state] ?? state}</strong>
      </p>
      <ul>
        <li>{t.may(list(of.products, words.products), words.grains[of.finestGrain] ?? of.finestGrain)}</li>
        <li>{t.where(zones, of.market)}</li>
        <li>{t.when(format.day(of.from), of.to === null ? t.toNewest : t.toDay(format.day(of.to)))}</li>
        <li>{t.purposeSays(words.purposes[of.purpose] ?? of.purpose)}</li>
        <li>{t.costs(format.money(of.priceMinorUnitsPerFigure, of.currency))}</li>
        <li>{quota()}</li>
        {of.questionsPerMinute !== null && <li>{t.rate(format.integer(of.questionsPerMinute))}</li>}
        <li>{of.exportFormats.length > 0 ? t.exports(of.exportFormats.join(', ')) : t.noExports}</li>
        <li>{of.retentionDays === null ? t.noRetention : t.retention(format.integer(of.retentionDays))}</li>
        <li>{t.forbidden(list(of.prohibitions, words.forbids))}</li>
        {of.contacts.length > 0 && (
          <li>
            {t.contacts}: {of.contacts.map(({ role, email }) => `${words.roles[role] ?? role} ${email}`).join(', ')}
          </li>
        )}
      </ul>
      {!of.allZones && <p className="hint">{of.zoneIds.slice(0, 50).join(', ')}</p>}
    </div>
  );
}
