import { memo, type ReactNode, useState } from 'react';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';
import { Button } from './controls';

export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
}

const AT_ONCE = 50;

/** Rows in pages: a year of 300 zones must not become 100,000 elements. Made again only where what it is given is another. */
export const DataTable = memo(PagedTable) as typeof PagedTable;

function PagedTable<Row>(props: {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What stands there without rows. */
  readonly empty?: ReactNode;
}) {
  const { caption, columns, rows, keyOf, empty } = props;
  const t = useTexts(sharedTexts);
  const [shown, setShown] = useState(AT_ONCE);
  if (rows.length === 0 && empty !== undefined) return empty;
  return (
    <div className="table-box" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ title, isNumber }) => (
              <th key={title} scope="col" className={isNumber ? 'number' : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ title, cell, isNumber }, index) =>
                index === 0 ? (
                  <th key={title} scope="row">
                    {cell(row)}
                  </th>
                ) : (
                  <td key={title} className={isNumber ? 'number' : undefined}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Button onPress={() => setShown(shown + 4 * AT_ONCE)}>
          {t.more(Math.min(rows.length - shown, 4 * AT_ONCE))}
        </Button>
      )}
    </div>
  );
}
