import { Figure } from '../shared/kit/figure';
import type { Column } from '../shared/kit/table';
import type { Format } from '../shared/texts/format';
import type { Line } from './answer-lines';
import type { exploreTexts } from './explore.texts';
import type { AskedProduct } from './question';

/** The table of an answer: only columns that say something. */
export function listColumns(given: {
  readonly product: AskedProduct;
  readonly lines: readonly Line[];
  readonly showStart: ((start: string) => string) | null;
  readonly t: (typeof exploreTexts)['en'];
  readonly format: Format;
}): Column<Line>[] {
  const { product, lines, showStart, t, format } = given;
  const isCampaign = product === 'campaign';
  const column = (is: boolean, one: Column<Line>): Column<Line>[] => (is ? [one] : []);
  return [
    { title: isCampaign ? t.who : t.zone, cell: ({ zone }) => <bdi>{zone}</bdi> },
    ...column(
      lines.some(({ what }) => what !== null),
      { title: t.what[product] ?? t.who, cell: ({ what }) => <bdi>{what ?? ''}</bdi> },
    ),
    ...column(showStart !== null, { title: t.when, cell: ({ start }) => (start ? showStart!(start) : '') }),
    {
      title: isCampaign ? t.change : product === 'leaflets' ? t.reached : t.figure,
      isNumber: true,
      cell: ({ figure }) => <Figure of={figure} kind={isCampaign ? 'perCent' : 'count'} />,
    },
    ...column(
      lines.some(({ share }) => share !== null),
      { title: t.share, isNumber: true, cell: ({ share }) => (share ? <Figure of={share} kind="share" /> : '–') },
    ),
    ...column(product === 'origin', {
      title: t.distance,
      isNumber: true,
      cell: ({ kilometres }) => (kilometres === null ? '–' : `${format.number(kilometres)} km`),
    }),
    ...column(product === 'leaflets', {
      title: t.served,
      isNumber: true,
      cell: ({ drop }) => format.share(drop?.served ?? 0),
    }),
    ...column(product === 'leaflets', {
      title: t.leafletsDown,
      isNumber: true,
      cell: ({ drop }) => ((drop?.leaflets ?? null) === null ? '–' : format.integer(drop!.leaflets!)),
    }),
    ...column(isCampaign, { title: t.verdict, cell: ({ effect }) => t.verdicts[effect?.verdict ?? ''] ?? '' }),
    ...column(isCampaign, {
      title: t.extra,
      isNumber: true,
      cell: ({ effect }) => (effect ? <Figure of={effect.extra} /> : '–'),
    }),
    ...column(isCampaign, {
      title: t.smallest,
      isNumber: true,
      cell: ({ effect }) =>
        (effect?.smallestDetectable ?? null) === null ? '–' : format.perCent(effect!.smallestDetectable!),
    }),
    ...column(isCampaign, {
      title: t.placebos,
      isNumber: true,
      cell: ({ effect }) =>
        (effect?.placeboZones ?? null) === null
          ? '–'
          : `${format.integer(effect!.placebosAsExtreme ?? 0)} / ${format.integer(effect!.placeboZones!)}`,
    }),
  ];
}
