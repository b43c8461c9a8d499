import { memo } from 'react';
import { useFormat } from '../texts/use-format';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';

/** What the graph says beside every answer. */
export interface Provenance {
  readonly methodVersion: string;
  readonly modelled: boolean;
  /** pilot, sandbox, simulated; none of these as a rule. */
  readonly marks: readonly string[];
  readonly locationError: { readonly median: number; readonly p90: number } | null;
  readonly extrapolatedBy: readonly string[];
  readonly notRepresented: readonly string[];
  readonly releaseIds: readonly string[];
  readonly cost: {
    readonly figures: number;
    readonly published: number;
    readonly minorUnits: number;
    readonly currency: string;
  };
}

/** Behind every number: how it was made, from what, and how wrong the place may be. */
export const Method = memo(function Method({ of }: { readonly of: readonly Provenance[] }) {
  const t = useTexts(sharedTexts);
  const format = useFormat();
  const [first] = of;
  if (!first) return null;
  const all = (pick: (one: Provenance) => readonly string[]) => [...new Set(of.flatMap(pick))];
  const releases = all(({ releaseIds }) => releaseIds);
  const sum = (pick: (one: Provenance) => number) => of.reduce((total, one) => total + pick(one), 0);
  const facts: [string, string][] = [
    [t.method.version, all(({ methodVersion }) => [methodVersion]).join(', ')],
    [
      t.method.locationError,
      first.locationError
        ? t.method.locationErrorText(format.share(first.locationError.median), format.share(first.locationError.p90))
        : t.method.unknown,
    ],
    [t.method.modelled, of.some(({ modelled }) => modelled) ? t.method.yes : t.method.no],
    [t.method.extrapolatedBy, all(({ extrapolatedBy }) => extrapolatedBy).join(', ') || t.method.notExtrapolated],
    [t.method.notRepresented, all(({ notRepresented }) => notRepresented).join(', ')],
    [t.method.releases, releases.slice(0, 12).join(', ') + (releases.length > 12 ? ` + ${releases.length - 12}` : '')],
    [
      t.method.cost,
      t.method.costText(
        format.integer(sum(({ cost }) => cost.published)),
        format.integer(sum(({ cost }) => cost.figures)),
        format.money(
          sum(({ cost }) => cost.minorUnits),
          first.cost.currency,
        ),
      ),
    ],
  ];
  return (
    <details className="method">
      <summary>{t.method.title}</summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
});
