import { Figure } from '../shared/kit/figure';
import { useTexts } from '../shared/texts/language';
import { useFormat } from '../shared/texts/use-format';
import type { AnswerLines, Line } from './answer-lines';
import type { CampaignQuery, FlowsQuery, ForecastQuery, LeafletsQuery } from './generated/graph';
import { toldTexts } from './told.texts';

/** Whether the action worked, in a sentence, and what makes one believe it. */
export function CampaignTold({ answer, first }: { readonly answer: AnswerLines['answer']; readonly first: Line }) {
  const t = useTexts(toldTexts);
  const format = useFormat();
  const { controlZones, controlWeights, earlierChanges } = answer as NonNullable<CampaignQuery['answer']>;
  const {
    verdict = '',
    extra,
    smallestDetectable = null,
    placeboZones = null,
    placebosAsExtreme = null,
  } = first.effect ?? {};
  return (
    <div data-told="campaign">
      <p className="lead" data-verdict={verdict}>
        {t.verdicts[verdict]}: <Figure of={first.figure} kind="perCent" />
      </p>
      {extra?.status === 'PUBLISHED' && (
        <p>
          {t.extra}: <Figure of={extra} />
        </p>
      )}
      {smallestDetectable !== null && <p>{t.smallest(format.perCent(smallestDetectable))}</p>}
      {placeboZones !== null && placebosAsExtreme !== null && (
        <p>{t.placebos(format.integer(placebosAsExtreme), format.integer(placeboZones))}</p>
      )}
      {earlierChanges.length > 0 && <p>{t.earlierChanges(earlierChanges.map(format.perCent).join('; '))}</p>}
      {controlZones.length > 0 && (
        <details>
          <summary>{t.controls(format.integer(controlZones.length))}</summary>
          <ul>
            {controlZones.map(({ id, name }, index) => (
              <li key={id}>
                <bdi>{name}</bdi>: {format.share(controlWeights[index] ?? 0)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** Where the print run goes, whom it reaches and what it saves. */
export function LeafletsTold({
  answer,
  currency,
}: {
  readonly answer: AnswerLines['answer'];
  readonly currency: string;
}) {
  const t = useTexts(toldTexts);
  const format = useFormat();
  const { totals, served, suppressed } = answer as NonNullable<LeafletsQuery['answer']>;
  if (!totals) return <p className="lead">{t.nowhere}</p>;
  const areas = served.filter((share) => share !== null && share > 0).length;
  const reached = { status: 'PUBLISHED' as const, value: totals.share, low: totals.shareLow, high: totals.shareHigh };
  const { savedLeaflets: saved, savedLeafletsLow: low, savedLeafletsHigh: high } = totals;
  return (
    <div data-told="leaflets">
      <p className="lead">
        <span data-areas={areas}>{t.areas(format.integer(totals.leaflets), format.integer(areas))}</span>{' '}
        <Figure of={reached} kind="share" />
      </p>
      <p>
        {t.saved}: <Figure of={{ status: 'PUBLISHED', value: saved, low, high }} />,{' '}
        {t.paper(format.number(totals.savedKilograms))}
        {totals.savedMinorUnits !== null && `, ${format.money(totals.savedMinorUnits, currency)}`}
      </p>
      {suppressed > 0 && (
        <p className="hint">{t.unknown(format.integer(suppressed), format.integer(totals.unknownAreas))}</p>
      )}
    </div>
  );
}

/** How the same rule would have done on days that are known. */
export function ForecastTold({ answer }: { readonly answer: AnswerLines['answer'] }) {
  const t = useTexts(toldTexts);
  const format = useFormat();
  return (answer as NonNullable<ForecastQuery['answer']>).map(({ zone, backtest, tooLittleHistory }) => {
    const { days, coverage, meanAbsolutePercentageError: error } = backtest;
    return (
      <p key={zone.id} data-told="forecast">
        <bdi>{zone.name}</bdi>:{' '}
        {error === null || coverage === null
          ? t.untested
          : t.tested(format.integer(days), format.perCent(error), format.share(coverage))}
        {tooLittleHistory && ` ${t.tooLittleHistory}`}
      </p>
    );
  });
}

/** Where not every end is a zone: which are regions. */
export function FlowsTold({ answer }: { readonly answer: AnswerLines['answer'] }) {
  const t = useTexts(toldTexts);
  if ((answer as NonNullable<FlowsQuery['answer']>).ends !== 'zones-and-far-regions') return null;
  return (
    <p className="hint" data-told="flows">
      {t.far}
    </p>
  );
}
