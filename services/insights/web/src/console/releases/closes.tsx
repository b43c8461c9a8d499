import { useAnswer } from '../../shared/graph/use-answer';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { type ClosesQuery, closesDocument, retryCloseDocument } from '../generated/graph';
import { kitTexts } from '../kit/kit.texts';
import { useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { releaseTexts } from './releases.texts';

type Close = NonNullable<ClosesQuery['closes']>[number];

/** From the last row of a day or month to its releases. */
export function Closes({ market }: { readonly market: string }) {
  const t = useTexts(releaseTexts);
  const { answer, error, again } = useAnswer(closesDocument, { market });
  return (
    <section>
      <h2>{t.closes}</h2>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && (
        <DataTable
          caption={t.closes}
          rows={answer.data.closes ?? []}
          keyOf={({ period }) => period}
          columns={[
            { title: t.period, cell: ({ period }) => period },
            { title: t.status, cell: ({ state }) => t.closeStates[state] ?? state },
            { title: t.attempts, isNumber: true, cell: ({ attempts }) => attempts },
            { title: t.why, cell: ({ reason }) => reason ?? '–' },
            {
              title: t.retry,
              cell: (close) => (close.state === 'FAILED' ? <Retry of={close} market={market} again={again} /> : '–'),
            },
          ]}
          empty={
            <Empty title={t.noCloses}>
              <p>{t.noClosesText}</p>
            </Empty>
          }
        />
      )}
    </section>
  );
}

function Retry(given: { readonly of: Close; readonly market: string; readonly again: () => void }) {
  const t = useTexts(releaseTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const step = useStep(retryCloseDocument);
  const retry = async (reason: string) => {
    if ((await step.take({ market: given.market, period: given.of.period, reason })) === null) return null;
    given.again();
    return t.retried;
  };
  return (
    <StepPanel
      name={t.retry}
      says={<p>{t.retrySays}</p>}
      asksReason
      refusal={may('privacy-officer') ? null : kit.needsRole('privacy-officer')}
      step={step}
      onTake={retry}
    />
  );
}
