import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { Chart, type Draw } from '../shared/kit/chart';
import { Figure, StatusLegend } from '../shared/kit/figure';
import { Method } from '../shared/kit/method';
import { Picture } from '../shared/kit/picture';
import { Empty } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { type Column, DataTable } from '../shared/kit/table';
import { useTexts } from '../shared/texts/language';
import { useFormat } from '../shared/texts/use-format';
import { type AnswerLines, findLargest, type Line } from './answer-lines';
import { exploreTexts } from './explore.texts';
import type { Asked } from './question';
import { arc, type Look, lookOf, middleOf, type PlacedZone } from './zone-shapes';

/** The map is half of the page's bytes: it comes once something may be shown on it. */
const ZoneMap = lazy(() => import('./zone-map').then(({ ZoneMap: component }) => ({ default: component })));

const CHART_HEIGHT = 260;
const MOST_DRAWN = 400;
const MOST_ARCS = 100;

export function MapOf(props: {
  readonly asked: Asked;
  readonly lines: readonly Line[];
  readonly shapes: readonly PlacedZone[];
  readonly onChoose: (zoneId: string) => void;
}) {
  const { asked, lines, shapes, onChoose } = props;
  const isOrigin = asked.product === 'origin';
  const looks = useMemo(() => {
    const byZone = new Map<string, Line['figure']>();
    if (asked.product !== 'flows') {
      for (const { zoneId, whatId, figure } of lines) {
        const id = isOrigin ? whatId : zoneId;
        if (id !== null && !byZone.has(id)) byZone.set(id, figure);
      }
    }
    const largest = Math.max(0, ...[...byZone.values()].map(({ value }) => value ?? 0));
    return new Map<string, Look>([...byZone].map(([id, figure]) => [id, lookOf(figure, largest)]));
  }, [asked.product, isOrigin, lines]);
  const arcs = useMemo(() => {
    if (asked.product !== 'flows') return [];
    const places = new Map(shapes.map((zone) => [zone.id, middleOf(zone)]));
    const largest = Math.max(1, ...lines.map(({ figure }) => figure.value ?? 0));
    return lines.slice(0, MOST_ARCS).flatMap(({ zoneId, whatId, figure }) => {
      const [from, to] = [places.get(zoneId ?? ''), places.get(whatId ?? '')];
      return from && to && zoneId !== whatId ? [{ line: arc(from, to), weight: (figure.value ?? 0) / largest }] : [];
    });
  }, [asked.product, lines, shapes]);
  return (
    <Suspense fallback={<Progress />}>
      <ZoneMap zones={shapes} looks={looks} chosen={asked.zoneIds} arcs={arcs} onChoose={onChoose} />
    </Suspense>
  );
}

/** An answer as a sentence, a map at a moment, a chart, the table of the same figures, and what is behind them. */
export function AnswerView(props: {
  readonly asked: Asked;
  readonly answer: AnswerLines;
  readonly shapes: readonly PlacedZone[];
  readonly timeZone: string;
  readonly onChoose: (zoneId: string) => void;
}) {
  const { asked, answer, shapes, timeZone, onChoose } = props;
  const { product } = asked;
  const t = useTexts(exploreTexts);
  const format = useFormat(timeZone);
  const { lines, unit } = answer;
  const starts = useMemo(() => [...new Set(lines.flatMap(({ start }) => start ?? []))].sort(), [lines]);
  const [moment, setMoment] = useState(0);
  const start = starts[Math.min(moment, starts.length - 1)] ?? null;
  const isTimed = starts.length > 1;
  const shown = useMemo(() => lines.filter((line) => !isTimed || line.start === start), [lines, isTimed, start]);
  const largest = useMemo(() => findLargest(lines), [lines]);
  const showStart = (instant: string) =>
    asked.grain === 'HOUR' ? `${format.day(instant)}, ${format.hour(instant)}` : format.day(instant);
  const isPerCent = product === 'campaign';
  if (lines.length === 0) {
    return (
      <Empty title={t.nothing}>
        <p>{t.nothingText}</p>
      </Empty>
    );
  }
  const columns: Column<Line>[] = [
    { title: isPerCent ? t.who : t.zone, cell: ({ zone }) => zone },
    ...(lines.some(({ what }) => what !== null)
      ? [{ title: t.what[product] ?? t.who, cell: ({ what }: Line) => what ?? '' }]
      : []),
    ...(isTimed ? [{ title: t.when, cell: (line: Line) => (line.start ? showStart(line.start) : '') }] : []),
    {
      title: isPerCent ? t.change : product === 'leaflets' ? t.reached : t.figure,
      isNumber: true,
      cell: ({ figure }) => <Figure of={figure} kind={isPerCent ? 'perCent' : 'count'} />,
    },
    ...(lines.some(({ share }) => share !== null)
      ? [
          {
            title: t.share,
            isNumber: true,
            cell: ({ share }: Line) => (share ? <Figure of={share} kind="share" /> : '–'),
          },
        ]
      : []),
    ...(product === 'origin'
      ? [
          {
            title: t.distance,
            isNumber: true,
            cell: ({ kilometres }: Line) => (kilometres === null ? '–' : `${format.number(kilometres)} km`),
          },
        ]
      : []),
    ...(product === 'leaflets'
      ? [{ title: t.served, isNumber: true, cell: ({ leaflets }: Line) => format.integer(leaflets ?? 0) }]
      : []),
    ...(isPerCent ? [{ title: t.verdict, cell: ({ verdict }: Line) => t.verdicts[verdict ?? ''] ?? '' }] : []),
  ];
  return (
    <section aria-live="polite" data-answer={product}>
      {largest && (
        <p className="lead">
          {t.largest}: {largest.zone}
          {largest.what && ` – ${largest.what}`}
          {isTimed && largest.start && `, ${showStart(largest.start)}`}:{' '}
          <Figure of={largest.figure} unit={unit} kind={isPerCent ? 'perCent' : 'count'} />
        </p>
      )}
      {isTimed && (
        <label className="slider">
          {t.moment}: {start && showStart(start)}
          <input
            type="range"
            min={0}
            max={starts.length - 1}
            value={Math.min(moment, starts.length - 1)}
            aria-valuetext={start ? showStart(start) : ''}
            onChange={({ target }) => setMoment(Number(target.value))}
          />
        </label>
      )}
      {!isPerCent && (
        <figure className="picture" aria-label={t.map}>
          <MapOf asked={asked} lines={shown} shapes={shapes} onChoose={onChoose} />
        </figure>
      )}
      <Picture
        title={t.products[product]}
        picture={<LinesChart lines={lines} isTimed={isTimed} />}
        table={
          <DataTable
            caption={unit}
            columns={columns}
            rows={lines}
            keyOf={({ zoneId, zone, what, whatId, start: when }) => [zoneId, zone, what, whatId, when].join('|')}
          />
        }
      />
      <StatusLegend />
      <Method of={answer.provenance} />
    </section>
  );
}

/** Over time: a line and its interval a zone. Else: bars with their intervals. */
function LinesChart({ lines, isTimed }: { readonly lines: readonly Line[]; readonly isTimed: boolean }) {
  const draw = useCallback<Draw>(
    (plot, width) => {
      const published = lines
        .filter(({ figure }) => figure.status === 'PUBLISHED')
        .slice(0, MOST_DRAWN)
        .map(({ zone, what, start, figure }) => ({
          ...{ zone, label: what ?? zone, when: new Date(start ?? 0), value: figure.value },
          ...{ low: figure.low, high: figure.high },
        }));
      const common = {
        width,
        height: CHART_HEIGHT,
        marginLeft: 60,
        style: { color: 'currentColor', background: 'none' },
      };
      if (isTimed) {
        return plot.plot({
          ...common,
          y: { zero: true, grid: true },
          color: { scheme: 'Dark2' },
          marks: [
            plot.areaY(published, { x: 'when', y1: 'low', y2: 'high', fill: 'label', fillOpacity: 0.15, z: 'label' }),
            plot.lineY(published, { x: 'when', y: 'value', stroke: 'label', z: 'label' }),
            plot.ruleX(published, { x: 'when', y1: 'low', y2: 'high', stroke: 'label' }),
          ],
        }) as never;
      }
      return plot.plot({
        ...{ ...common, height: Math.max(CHART_HEIGHT, 22 * Math.min(30, published.length)), marginLeft: 160 },
        x: { grid: true },
        marks: [
          plot.barX(published.slice(0, 30), {
            y: 'label',
            x: 'value',
            fill: '#2b8264',
            sort: { y: 'x', reverse: true },
          }),
          plot.ruleY(published.slice(0, 30), {
            y: 'label',
            x1: 'low',
            x2: 'high',
            strokeWidth: 2,
            stroke: 'currentColor',
          }),
        ],
      }) as never;
    },
    [lines, isTimed],
  );
  return <Chart draw={draw} height={CHART_HEIGHT} />;
}
