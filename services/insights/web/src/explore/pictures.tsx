import { useCallback, useMemo } from 'react';
import { Chart, type Draw } from '../shared/kit/chart';
import { type Language, useLanguage, useTexts } from '../shared/texts/language';
import { isPublished, type Line } from './answer-lines';
import { exploreTexts } from './explore.texts';
import type { CampaignQuery, LeafletsQuery } from './generated/graph';
import { makeWallClock } from './moments';
import type { AskedProduct } from './question';

const HEIGHT = 260;
const ROW = 22;
/** More lines, or more bars, nobody tells apart. */
const MOST_LINES = 12;
const MOST_BARS = 30;
/** Of more periods, a stroke each would be a surface. */
const MOST_STROKES = 60;
const INK = 'var(--chart)';
/** One after the other, as the theme has them. */
const SERIES = Array.from({ length: 8 }, (_, index) => `var(--series-${index + 1})`);
const NOT_DRAWN = { value: null, low: null, high: null };
const NO_DAY = '1970-01-01';
/** Up to so many days each has its tick; more are left to the chart. */
const MOST_TICKS = 14;
const STYLE = { color: 'currentColor', background: 'none' };

/** Where nothing differs: an index or ratio of 1, a change of 0 per cent. */
const NEUTRAL: Partial<Record<AskedProduct, number>> = { affinity: 1, comparison: 1, campaign: 0 };

interface Drawn {
  readonly label: string;
  readonly when: Date;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Of the first so many things that are told apart. What is not published is a gap in a line, and no bar. */
function toDrawn(
  lines: readonly Line[],
  most: number,
  wallClock = (start: string) => new Date(start),
): { readonly drawn: Drawn[]; readonly shown: number; readonly all: number } {
  const hasManyZones = new Set(lines.map(({ zone }) => zone)).size > 1;
  const labelOf = ({ zone, what }: Line) => (what === null ? zone : hasManyZones ? `${zone} – ${what}` : what);
  const all = [...new Set(lines.filter(isPublished).map(labelOf))];
  const labels = new Set(all.slice(0, most));
  const drawn = lines.flatMap((line) => {
    const label = labelOf(line);
    if (!labels.has(label)) return [];
    const { start, figure } = line;
    const { value, low, high } = isPublished(line) ? figure : NOT_DRAWN;
    return [{ label, when: wallClock(start ?? NO_DAY), value: value ?? NaN, low, high }];
  });
  return { drawn, shown: labels.size, all: all.length };
}

/** Over time: a line and its interval for each zone. Else: bars, or dots around "no difference", with their intervals. */
export function LinesPicture(props: {
  readonly product: AskedProduct;
  readonly lines: readonly Line[];
  readonly isTimed: boolean;
  readonly timeZone: string;
}) {
  const { product, lines, isTimed, timeZone } = props;
  const { language } = useLanguage();
  const neutral = NEUTRAL[product];
  const wallClock = useMemo(() => makeWallClock(timeZone), [timeZone]);
  const t = useTexts(exploreTexts);
  const { drawn, shown, all } = useMemo(
    () => (isTimed ? toDrawn(lines, MOST_LINES, wallClock) : toRows(lines)),
    [lines, isTimed, wallClock],
  );
  const draw = useCallback<Draw>(
    (plot, width) => (isTimed ? drawTimes : drawRows)(plot, { drawn, width, neutral, language }) as never,
    [drawn, isTimed, neutral, language],
  );
  return (
    <>
      <Chart draw={draw} height={HEIGHT} />
      {shown < all && <p className="hint">{t.drawn(shown, all)}</p>}
    </>
  );
}

type Plot = Parameters<Draw>[0];
interface Given {
  readonly drawn: readonly Drawn[];
  readonly width: number;
  readonly neutral: number | undefined;
  readonly language: Language;
}

/** Days by their date; between days the hour. */
function axisOf(drawn: readonly Drawn[], language: Language) {
  const days = [...new Set(drawn.map(({ when }) => when.toISOString().slice(0, 10)))];
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const day = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const hour = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
  return {
    type: 'utc',
    label: null,
    ...(days.length > 1 && days.length <= MOST_TICKS ? { ticks: days.map((one) => new Date(one)) } : {}),
    tickFormat: (when: Date) => (when.getTime() % 86_400_000 === 0 ? day : hour).format(when),
  } as const;
}

function drawTimes(plot: Plot, { drawn, width, language }: Given) {
  const labels = [...new Set(drawn.map(({ label }) => label))];
  const periods = new Set(drawn.map(({ when }) => when.getTime())).size;
  return plot.plot({
    ...{ width, height: HEIGHT, marginLeft: 60, marginRight: labels.length > 1 ? 130 : 20, style: STYLE },
    x: axisOf(drawn, language),
    y: { zero: true, grid: true },
    color: { range: SERIES },
    marks: [
      plot.areaY(drawn, { x: 'when', y1: 'low', y2: 'high', fill: 'label', fillOpacity: 0.15, z: 'label' }),
      // A day alone between gaps is a dot.
      plot.lineY(drawn, { x: 'when', y: 'value', stroke: 'label', z: 'label', strokeLinecap: 'round' }),
      ...(periods <= MOST_STROKES ? [plot.ruleX(drawn, { x: 'when', y1: 'low', y2: 'high', stroke: 'label' })] : []),
      ...(labels.length > 1
        ? [
            plot.text(
              drawn.filter(({ value }) => !Number.isNaN(value)),
              plot.selectLast({
                ...{ x: 'when', y: 'value', z: 'label', text: ({ label }: Drawn) => label.slice(0, 18) },
                ...{ textAnchor: 'start', dx: 8, fill: 'currentColor' },
              }),
            ),
          ]
        : []),
    ],
  });
}

const toRows = (lines: readonly Line[]) => toDrawn(lines.filter(isPublished), MOST_BARS);

function drawRows(plot: Plot, { drawn, width, neutral }: Given) {
  const sort = { y: 'x', reverse: true } as const;
  const limits = { y: 'label', x1: 'low', x2: 'high', strokeWidth: 2, stroke: 'currentColor' } as const;
  const height = Math.max(120, 60 + ROW * drawn.length);
  return plot.plot({
    ...{ width, height, marginLeft: 160, style: STYLE, x: { grid: true, zero: neutral === undefined } },
    marks:
      neutral === undefined
        ? [plot.barX(drawn, { y: 'label', x: 'value', fill: INK, sort }), plot.ruleY(drawn, limits)]
        : [
            plot.ruleX([neutral], { stroke: 'currentColor', strokeDasharray: '4 3' }),
            plot.ruleY(drawn, limits),
            plot.dot(drawn, { y: 'label', x: 'value', fill: INK, r: 5, sort }),
          ],
  });
}

/** The effect on everybody and on each kind of visitor; above it, hollow: what earlier periods without an action changed by. */
export function CampaignPicture(props: {
  readonly lines: readonly Line[];
  readonly answer: NonNullable<CampaignQuery['answer']>;
  readonly earlier: string;
}) {
  const { lines, answer, earlier } = props;
  const draw = useCallback<Draw>(
    (plot, width) => {
      const { drawn: shown } = toRows(lines);
      const before = answer.earlierChanges.map((value) => ({ label: earlier, value }));
      const labels = [earlier, ...shown.map(({ label }) => label)];
      return plot.plot({
        ...{ width, height: 80 + ROW * labels.length, marginLeft: 160, style: STYLE },
        ...{ x: { grid: true, label: '%' }, y: { domain: labels, label: null } },
        marks: [
          plot.ruleX([0], { stroke: 'currentColor', strokeDasharray: '4 3' }),
          plot.dot(before, { y: 'label', x: 'value', stroke: 'currentColor', r: 5 }),
          plot.ruleY(shown, { y: 'label', x1: 'low', x2: 'high', strokeWidth: 3, stroke: INK }),
          plot.dot(shown, { y: 'label', x: 'value', fill: INK, r: 6 }),
        ],
      }) as never;
    },
    [lines, answer, earlier],
  );
  return <Chart draw={draw} height={HEIGHT} />;
}

/** What share of visits is reached with how many leaflets, and where the print run ends. */
export function ReachPicture({ answer }: { readonly answer: NonNullable<LeafletsQuery['answer']> }) {
  const draw = useCallback<Draw>(
    (plot, width) => {
      const reached = answer.leafletsOf.flatMap((leaflets, index) =>
        leaflets === null || typeof answer.shares[index] !== 'number'
          ? []
          : [
              {
                ...{ leaflets, share: 100 * answer.shares[index] },
                ...{ low: 100 * (answer.shareLows[index] ?? 0), high: 100 * (answer.shareHighs[index] ?? 0) },
              },
            ],
      );
      const curve = [{ leaflets: 0, share: 0, low: 0, high: 0 }, ...reached];
      return plot.plot({
        ...{ width, height: HEIGHT, marginLeft: 60, style: STYLE },
        ...{ x: { grid: true }, y: { grid: true, domain: [0, 100], label: '%' } },
        marks: [
          plot.areaY(curve, { x: 'leaflets', y1: 'low', y2: 'high', fill: INK, fillOpacity: 0.2 }),
          plot.lineY(curve, { x: 'leaflets', y: 'share', stroke: INK, strokeWidth: 2 }),
          plot.dot(reached, { x: 'leaflets', y: 'share', fill: INK }),
          plot.ruleX([answer.totals?.leaflets ?? 0], { stroke: 'currentColor', strokeDasharray: '4 3' }),
        ],
      }) as never;
    },
    [answer],
  );
  return <Chart draw={draw} height={HEIGHT} />;
}
