import { useFormat } from '../texts/use-format';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';

export type Status = 'PUBLISHED' | 'SUPPRESSED' | 'NO_DATA';

/** One figure. A status other than PUBLISHED has no value. */
export interface Estimate {
  readonly status: Status;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export type FigureKind = 'count' | 'share' | 'perCent';

/** "1,230 (1,100 to 1,360)", or the status as a mark: colour, pattern and word. */
export function Figure(props: { readonly of: Estimate; readonly unit?: string; readonly kind?: FigureKind }) {
  const { of, unit, kind = 'count' } = props;
  const t = useTexts(sharedTexts);
  const format = useFormat();
  if (of.status !== 'PUBLISHED' || of.value === null) {
    return <StatusMark status={of.status === 'PUBLISHED' ? 'NO_DATA' : of.status} />;
  }
  const show = { count: format.number, share: format.share, perCent: format.perCent }[kind];
  return (
    <span className="figure">
      <strong>{show(of.value)}</strong>
      {of.low !== null && of.high !== null && (
        <span className="interval">
          <span className="unseen">, {t.interval} </span>({show(of.low)} – {show(of.high)})
        </span>
      )}
      {unit !== undefined && <span className="unit"> {toUnit(unit, t)}</span>}
    </span>
  );
}

export function toUnit(unit: string, t: (typeof sharedTexts)['en']): string {
  const [plain = unit, ...rest] = unit.split(', panel only');
  return `${t.units[plain] ?? plain}${rest.length > 0 ? `, ${t.panelOnly}` : ''}`;
}

export function StatusMark({ status }: { readonly status: Status }) {
  const t = useTexts(sharedTexts);
  return (
    <span className={`mark ${status.toLowerCase()}`} title={t.statusHints[status]}>
      {t.statuses[status]}
    </span>
  );
}

/** Suppressed is not zero is not "no data". */
export function StatusLegend() {
  const t = useTexts(sharedTexts);
  return (
    <details className="legend">
      <summary>{t.legend}</summary>
      <dl>
        {(['PUBLISHED', 'SUPPRESSED', 'NO_DATA'] as const).map((status) => (
          <div key={status}>
            <dt>
              <StatusMark status={status} />
            </dt>
            <dd>{t.statusHints[status]}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
