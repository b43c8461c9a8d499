import { memo, useMemo, useState } from 'react';
import { Figure } from '../shared/kit/figure';
import { DataTable } from '../shared/kit/table';
import { useTexts } from '../shared/texts/language';
import { useFormat } from '../shared/texts/use-format';
import { isPublished, type Line, type Mean, meanLines } from './answer-lines';
import { exploreTexts } from './explore.texts';
import type { AskedProduct } from './question';

/** A usual one of the days shown: means over days on which a figure is published, and on how many it is. */
export const Means = memo(function Means(props: {
  readonly lines: readonly Line[];
  /** Periods that the answer has. */
  readonly periods: number;
  readonly product: AskedProduct;
}) {
  const { lines, periods, product } = props;
  const t = useTexts(exploreTexts);
  const format = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const isAny = useMemo(() => lines.some(isPublished), [lines]);
  // Of a year of a large city they take a while: not before somebody looks.
  const means = useMemo(() => (isOpen ? meanLines(lines) : []), [isOpen, lines]);
  if (!isAny) return null;
  const hasWhat = means.some(({ line }) => line.what !== null);
  return (
    <details className="means" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t.means}</summary>
      <p className="hint">{t.meansHint}</p>
      {isOpen && (
        <DataTable<Mean>
          caption={t.means}
          columns={[
            { title: t.zone, cell: ({ line }) => <bdi>{line.zone}</bdi> },
            ...(hasWhat ? [{ title: t.what[product] ?? t.who, cell: ({ line }: Mean) => <bdi>{line.what}</bdi> }] : []),
            { title: t.mean, isNumber: true, cell: ({ figure }) => <Figure of={figure} /> },
            {
              title: t.publishedOn,
              isNumber: true,
              cell: ({ days }) => `${format.integer(days)} / ${format.integer(periods)}`,
            },
          ]}
          rows={means}
          keyOf={({ line }) => [line.zoneId, line.zone, line.whatId, line.what].join('|')}
        />
      )}
    </details>
  );
});
