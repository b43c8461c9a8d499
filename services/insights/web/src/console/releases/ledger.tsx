import { useAnswer } from '../../shared/graph/use-answer';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { ledgerDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Told } from '../kit/told';
import { releaseTexts } from './releases.texts';
import { sumRho, toDecimal } from './sum-rho';

/** What was spent, row by row; of one day also how much that is together. */
export function Ledger({ market, day }: { readonly market: string; readonly day: string | null }) {
  const t = useTexts(releaseTexts);
  const { answer, error, again } = useAnswer(ledgerDocument, { market, day });
  const rows = answer?.data.ledger ?? [];
  const groups = day === null ? [] : [...new Set(rows.map(({ group }) => group))].sort();
  return (
    <section>
      <h2>{t.spent}</h2>
      <p>{t.spentSays}</p>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      <Facts
        of={groups.map((group) => {
          const sum = sumRho(rows.filter((row) => row.group === group).map(({ rho }) => rho));
          return [t.ofGroup(group), `${sum} (${toDecimal(sum)})`] as const;
        })}
      />
      {answer && (
        <DataTable
          caption={t.spent}
          rows={rows}
          keyOf={(row) => [row.period, row.group, row.table, row.dataKind].join(' ')}
          columns={[
            { title: t.period, cell: ({ period }) => period },
            {
              title: t.table,
              cell: ({ table, dataKind }) => (dataKind === null ? table : `${table} (${dataKind})`),
            },
            { title: t.group, cell: ({ group }) => group },
            { title: t.rho, isNumber: true, cell: ({ rho }) => `${rho} (${toDecimal(rho)})` },
          ]}
          empty={
            <Empty title={t.noLedger}>
              <p>{t.noLedgerText}</p>
            </Empty>
          }
        />
      )}
    </section>
  );
}
