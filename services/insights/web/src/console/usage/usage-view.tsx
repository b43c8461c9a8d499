import { useCallback, useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Chart, type Draw } from '../../shared/kit/chart';
import { TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Picture } from '../../shared/kit/picture';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { contractDocument, usageDocument } from '../generated/graph';
import { Heading, Link } from '../kit/go';
import { useStaffFormat } from '../kit/staff';
import { Told, ToldAll } from '../kit/told';
import { wordTexts } from '../kit/words.texts';
import { Billing } from './billing';
import { Invoices } from './invoices';
import { InvoiceDraft } from './invoice-draft';
import { daysOfMonth, toRows, type UsageRow } from './months';
import { usageTexts } from './usage.texts';

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const CHART_HEIGHT = 180;

/** What a contract was sold, what that comes to, and what was billed. */
export function UsageView({ contractId }: { readonly contractId: string }) {
  const t = useTexts(usageTexts);
  const [month, setMonth] = useState(new Date().toISOString().slice(0, 7));
  const isMonth = MONTH.test(month);
  const contract = useAnswer(contractDocument, { id: contractId });
  const client = contract.answer?.data.contract?.client;
  // Whatever changes an invoice lets all of them be asked anew.
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  return (
    <section>
      <p>
        <Link to={{ view: 'contract', contract: contractId }}>{client?.name ?? t.back}</Link>
      </p>
      <Heading>{t.title}</Heading>
      <Told error={contract.error} again={contract.again} />
      <TextField label={t.month} type="month" value={month} onChange={setMonth} />
      {isMonth && <Usage contractId={contractId} month={month} />}
      {isMonth && <InvoiceDraft key={`draft ${turn}`} contractId={contractId} month={month} onIssue={again} />}
      <Invoices key={`invoices ${turn}`} contractId={contractId} onCredit={again} />
      {client && <Billing clientId={client.id} onSave={again} />}
    </section>
  );
}

function Usage({ contractId, month }: { readonly contractId: string; readonly month: string }) {
  const t = useTexts(usageTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(usageDocument, { contractId, ...daysOfMonth(month) });
  const breakdown = answer?.data.usageBreakdown;
  const rows = breakdown ? toRows(breakdown) : [];
  const nameOf = (product: string) => words.products[product] ?? product;
  if (error) return <Told error={error} again={again} />;
  if (!answer) return <Progress />;
  if (rows.length === 0) {
    return (
      <Empty title={t.noMonths}>
        <p>{t.noMonthsText}</p>
      </Empty>
    );
  }
  return (
    <>
      <ToldAll problems={answer.problems} />
      {breakdown?.hasNextPage && <p className="hint">{t.tooMany}</p>}
      <Picture
        title={t.byDay(month)}
        picture={<Bars rows={rows} nameOf={nameOf} />}
        table={
          <DataTable
            caption={t.byDay(month)}
            rows={rows}
            keyOf={({ day, product }) => `${day} ${product}`}
            columns={[
              { title: t.day, cell: ({ day }) => format.day(day) },
              { title: t.product, cell: ({ product }) => nameOf(product) },
              { title: t.questions, isNumber: true, cell: ({ questions }) => format.integer(questions) },
              { title: t.figures, isNumber: true, cell: ({ published }) => format.integer(published) },
              {
                title: t.cost,
                isNumber: true,
                cell: ({ costMinorUnits, currency }) => format.money(costMinorUnits, currency),
              },
            ]}
          />
        }
      />
      <DataTable
        caption={t.months}
        rows={answer.data.usageMonths ?? []}
        keyOf={(sold) => sold.month}
        columns={[
          { title: t.month, cell: (sold) => sold.month },
          { title: t.figures, isNumber: true, cell: ({ published }) => format.integer(published) },
          {
            title: t.cost,
            isNumber: true,
            cell: ({ costMinorUnits }) => format.money(costMinorUnits, rows[0]?.currency ?? 'EUR'),
          },
        ]}
      />
    </>
  );
}

function Bars({ rows, nameOf }: { readonly rows: readonly UsageRow[]; readonly nameOf: (product: string) => string }) {
  const t = useTexts(usageTexts);
  const key = JSON.stringify(rows.map(({ day, product, published }) => [day, nameOf(product), published]));
  const draw = useCallback<Draw>(
    (plot, width) => {
      const bars = (JSON.parse(key) as [string, string, number][]).map(([day, product, published]) => ({
        ...{ day: day.slice(-2), product, published },
      }));
      return plot.plot({
        ...{ width, height: CHART_HEIGHT, x: { label: t.day }, y: { label: t.figures, grid: true } },
        color: { legend: false, scheme: 'Observable10' },
        marks: [plot.barY(bars, { x: 'day', y: 'published', fill: 'product' }), plot.ruleY([0])],
      });
    },
    [key, t],
  );
  return <Chart draw={draw} height={CHART_HEIGHT} />;
}
