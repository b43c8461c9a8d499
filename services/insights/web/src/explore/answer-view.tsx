import { memo, useDeferredValue, useMemo, useState } from 'react';
import { Choice } from '../shared/kit/controls';
import { Figure, StatusLegend, toUnit } from '../shared/kit/figure';
import { Method } from '../shared/kit/method';
import { Picture } from '../shared/kit/picture';
import { Empty } from '../shared/kit/problem';
import { DataTable } from '../shared/kit/table';
import { useTexts } from '../shared/texts/language';
import { sharedTexts } from '../shared/texts/shared.texts';
import { useFormat } from '../shared/texts/use-format';
import { type AnswerLines, findLargest, type Line, rankLines } from './answer-lines';
import { listColumns } from './columns';
import { exploreTexts } from './explore.texts';
import { MapOf } from './map-of';
import { Means } from './means';
import { MomentSliders, useMoment } from './moment';
import { keepDays, listMoments, makeLocalDay } from './moments';
import { CampaignPicture, LinesPicture, ReachPicture } from './pictures';
import type { Asked, Days } from './question';
import { CampaignTold, FlowsTold, ForecastTold, LeafletsTold } from './told';
import { toldTexts } from './told.texts';
import type { PlacedZone } from '../shared/map/zone-shapes';

const SCOPES = ['all', 'moment'] as const;

/** An answer as a sentence, a map at a moment, a chart, the table of the same figures, and what is behind them. */
export function AnswerView(props: {
  readonly asked: Asked;
  /** Zones marked on the map: those of the form, which may have gone on. */
  readonly chosen: readonly string[];
  /** Of which days figures are shown now. */
  readonly days: Days;
  readonly answer: AnswerLines;
  readonly shapes: readonly PlacedZone[];
  readonly timeZone: string;
  readonly currency: string;
  readonly onChoose: (zoneId: string) => void;
}) {
  const { asked, chosen, days, answer, shapes, timeZone, currency, onChoose } = props;
  const { product, grain } = asked;
  const t = useTexts(exploreTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat(timeZone);
  const localDay = useMemo(() => makeLocalDay(timeZone), [timeZone]);
  const isByDay = grain === 'DAY' || grain === 'HOUR';
  const lines = useMemo(
    () => keepDays(answer.lines, isByDay ? days : 'all', localDay),
    [answer.lines, isByDay, days, localDay],
  );
  const moments = useMemo(() => listMoments(lines, localDay), [lines, localDay]);
  const isTimed = moments.starts.length > 1;
  const { start, move } = useMoment(moments);
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('all');
  // The slider moves at once; map and table follow, and leave out what was passed meanwhile.
  const following = useDeferredValue(start);
  const shown = isTimed ? (moments.linesAt.get(following ?? '') ?? lines) : lines;
  const listed = useMemo(
    () => (scope === 'moment' && isTimed ? rankLines(shown) : lines),
    [scope, isTimed, shown, lines],
  );
  const showStart = useMemo(() => {
    if (!isTimed) return null;
    return grain === 'HOUR'
      ? (instant: string) => `${format.day(instant)}, ${format.hour(instant)}`
      : (instant: string) => format.day(instant);
  }, [isTimed, grain, format]);
  const columns = useMemo(
    () => listColumns({ product, lines, showStart, t, format }),
    [product, lines, showStart, t, format],
  );
  if (lines.length === 0) {
    return (
      <Empty title={t.nothing}>
        <p>{t.nothingText}</p>
      </Empty>
    );
  }
  return (
    <section aria-live="polite" data-answer={product}>
      <Marks of={answer.provenance} />
      {product === 'campaign' && <CampaignTold answer={answer.answer} first={lines[0]!} />}
      {product === 'leaflets' && <LeafletsTold answer={answer.answer} currency={currency} />}
      {product === 'flows' && <FlowsTold answer={answer.answer} />}
      {product === 'forecast' && <ForecastTold answer={answer.answer} />}
      {product !== 'campaign' && product !== 'leaflets' && <Lead {...{ listed, unit: answer.unit, showStart }} />}
      {isTimed && <MomentSliders {...{ moments, start, move, format, isHourly: grain === 'HOUR' }} />}
      {product !== 'campaign' && (
        <figure className="picture" aria-label={t.map}>
          <MapOf product={product} chosen={chosen} lines={shown} shapes={shapes} onChoose={onChoose} />
        </figure>
      )}
      {isTimed && (
        <Choice
          label={t.scope}
          value={scope}
          options={SCOPES.map((value) => ({ value, label: t.scopes[value] }))}
          onChange={setScope}
        />
      )}
      <Picture
        title={t.products[product]}
        picture={<ProductPicture {...{ asked, answer, listed, timeZone, isTimed: isTimed && scope === 'all' }} />}
        table={
          <DataTable
            caption={answer.unit === '' ? t.figure : toUnit(answer.unit, shared)}
            columns={columns}
            rows={listed}
            keyOf={keyOf}
          />
        }
      />
      {isTimed && grain === 'DAY' && product !== 'forecast' && (
        <Means lines={lines} periods={moments.starts.length} product={product} />
      )}
      <StatusLegend />
      <Method of={answer.provenance} />
    </section>
  );
}

const keyOf = ({ zoneId, zone, what, whatId, start }: Line): string => [zoneId, zone, what, whatId, start].join('|');

const Lead = memo(function Lead(props: {
  readonly listed: readonly Line[];
  readonly unit: string;
  readonly showStart: ((start: string) => string) | null;
}) {
  const { listed, unit, showStart } = props;
  const t = useTexts(exploreTexts);
  const largest = useMemo(() => findLargest(listed), [listed]);
  if (!largest) return null;
  return (
    <p className="lead">
      {t.largest}: <bdi>{largest.zone}</bdi>
      {largest.what && (
        <>
          {' – '}
          <bdi>{largest.what}</bdi>
        </>
      )}
      {showStart && largest.start && `, ${showStart(largest.start)}`}: <Figure of={largest.figure} unit={unit} />
    </p>
  );
});

/** Figures of a trial, or of nobody real, say so above everything. */
function Marks({ of }: { readonly of: AnswerLines['provenance'] }) {
  const t = useTexts(exploreTexts);
  const marks = useMemo(() => [...new Set(of.flatMap((one) => one.marks))], [of]);
  if (marks.length === 0) return null;
  return (
    <p className="trial" data-marks={marks.join(' ')}>
      {marks.map((mark) => t.marks[mark] ?? mark).join(' ')}
    </p>
  );
}

const ProductPicture = memo(function ProductPicture(props: {
  readonly asked: Asked;
  readonly answer: AnswerLines;
  readonly listed: readonly Line[];
  readonly isTimed: boolean;
  readonly timeZone: string;
}) {
  const { asked, answer, listed, isTimed, timeZone } = props;
  const t = useTexts(toldTexts);
  if (asked.product === 'campaign') {
    return <CampaignPicture lines={listed} answer={answer.answer as never} earlier={t.earlier} />;
  }
  if (asked.product === 'leaflets') return <ReachPicture answer={answer.answer as never} />;
  return <LinesPicture product={asked.product} lines={listed} isTimed={isTimed} timeZone={timeZone} />;
});
