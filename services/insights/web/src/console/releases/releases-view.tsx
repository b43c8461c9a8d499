import { useAnswer } from '../../shared/graph/use-answer';
import { TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useView } from '../../shared/page/use-view';
import { useTexts } from '../../shared/texts/language';
import { type ReleasesQuery, releasesDocument, withdrawReleaseDocument } from '../generated/graph';
import { Heading } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { OfMarket } from '../kit/market';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told, ToldAll } from '../kit/told';
import { useStep } from '../kit/use-step';
import { wordTexts } from '../kit/words.texts';
import { Closes } from './closes';
import { HeldDays } from './held-days';
import { Ledger } from './ledger';
import { releaseTexts } from './releases.texts';

type Release = NonNullable<ReleasesQuery['releases']>[number];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH_MS = 31 * 24 * 3_600_000;
const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Held days first: somebody waits for them. Then what is released, what it spent, and what is being closed. */
export function ReleasesView() {
  const t = useTexts(releaseTexts);
  const { view, change } = useView();
  const from = view.get('from') ?? '';
  const to = view.get('to') ?? '';
  return (
    <section>
      <Heading>{t.title}</Heading>
      <OfMarket>
        {(market) => (
          <>
            <HeldDays market={market} />
            <h2>{t.releases}</h2>
            <div className="pair">
              <TextField
                label={t.from}
                type="date"
                value={from}
                onChange={(day) => change({ from: day }, { replace: true })}
              />
              <TextField
                label={t.to}
                type="date"
                value={to}
                onChange={(day) => change({ to: day }, { replace: true })}
              />
            </div>
            <Releases
              market={market}
              from={DAY.test(from) ? from : toDay(Date.now() - 3 * MONTH_MS)}
              to={DAY.test(to) ? to : toDay(Date.now() + MONTH_MS)}
            />
            <Ledger market={market} day={from !== '' && from === to ? from : null} />
            <Closes market={market} />
          </>
        )}
      </OfMarket>
    </section>
  );
}

function Releases(asked: { readonly market: string; readonly from: string; readonly to: string }) {
  const t = useTexts(releaseTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const { market, from, to } = asked;
  const { answer, error, again } = useAnswer(releasesDocument, { market, from, to });
  const { may } = useStaff();
  if (error) return <Told error={error} again={again} />;
  if (!answer) return <Progress />;
  return (
    <>
      <ToldAll problems={answer.problems} />
      <DataTable
        caption={t.releases}
        rows={answer.data.releases ?? []}
        keyOf={({ id }) => id}
        columns={[
          { title: t.period, cell: ({ period }) => (period.length === 10 ? format.day(period) : period) },
          { title: t.product, cell: ({ product }) => words.products[product] ?? product },
          { title: t.purpose, cell: ({ purpose }) => words.purposes[purpose] ?? purpose },
          { title: t.status, cell: ({ status }) => t.statuses[status] ?? status },
          {
            title: t.figures,
            isNumber: true,
            cell: ({ published, figures }) => `${format.integer(published)} / ${format.integer(figures)}`,
          },
          {
            title: t.sold,
            isNumber: true,
            cell: ({ soldFigures }) => (soldFigures === null ? '–' : format.integer(soldFigures)),
          },
          { title: t.buyers, cell: ({ kindsOfBuyer }) => kindsOfBuyer?.join(', ') || '–' },
          {
            title: t.report,
            cell: ({ id, product, period }) => (
              <a
                href={`/privacy-report/${id}`}
                target="_blank"
                rel="noopener"
                aria-label={`${t.report}: ${words.products[product] ?? product}, ${period}`}
              >
                {t.report}
              </a>
            ),
          },
          ...(may('privacy-officer')
            ? [{ title: t.withdrawName, cell: (one: Release) => <Withdraw of={one} again={again} /> }]
            : []),
        ]}
        empty={
          <Empty title={t.none}>
            <p>{t.noneText}</p>
          </Empty>
        }
      />
    </>
  );
}

function Withdraw({ of, again }: { readonly of: Release; readonly again: () => void }) {
  const t = useTexts(releaseTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const step = useStep(withdrawReleaseDocument);
  if (of.status !== 'PUBLISHED') return of.withdrawalReason ?? '–';
  const withdraw = async (reason: string) => {
    if ((await step.take({ releaseId: of.id, reason })) === null) return null;
    again();
    return t.withdrawnDone;
  };
  return (
    <StepPanel
      name={t.withdrawName}
      kind="danger"
      says={
        <>
          <p>{t.withdrawTitle(`${of.product}, ${of.period}`)}</p>
          <p>{t.withdrawSays}</p>
        </>
      }
      asksReason
      refusal={may('privacy-officer') ? null : kit.needsRole('privacy-officer')}
      step={step}
      onTake={withdraw}
    />
  );
}
