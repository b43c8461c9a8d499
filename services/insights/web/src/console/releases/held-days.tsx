import { useAnswer } from '../../shared/graph/use-answer';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { decideHeldDayDocument, type JudgedDaysQuery, judgedDaysDocument } from '../generated/graph';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { wordTexts } from '../kit/words.texts';
import { releaseTexts } from './releases.texts';

type HeldDay = NonNullable<JudgedDaysQuery['judgedDays']>[number];

/** Days that a quality gate holds until a privacy officer decides. */
export function HeldDays({ market }: { readonly market: string }) {
  const t = useTexts(releaseTexts);
  const { answer, error, again } = useAnswer(judgedDaysDocument, { market, waiting: true });
  const days = answer?.data.judgedDays ?? [];
  return (
    <section>
      <h2>{t.held}</h2>
      <p>{t.heldSays}</p>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && days.length === 0 && (
        <Empty title={t.noHeld}>
          <p>{t.noHeldText}</p>
        </Empty>
      )}
      {days.map((day) => (
        <OneDay key={`${day.day} ${day.purpose}`} of={day} again={again} />
      ))}
    </section>
  );
}

function OneDay({ of, again }: { readonly of: HeldDay; readonly again: () => void }) {
  const t = useTexts(releaseTexts);
  const kit = useTexts(kitTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const { may } = useStaff();
  const publishing = useStep(decideHeldDayDocument);
  const discarding = useStep(decideHeldDayDocument);
  const title = t.heldDay(format.day(of.day), words.purposes[of.purpose] ?? of.purpose);
  const { market, day, purpose } = of;
  const decide = async (decision: 'publish' | 'discard', reason: string) => {
    const step = decision === 'publish' ? publishing : discarding;
    if ((await step.take({ market, day, purpose, decision, reason })) === null) return null;
    again();
    return decision === 'publish' ? t.published : t.discarded;
  };
  const refusal = may('privacy-officer') ? null : kit.needsRole('privacy-officer');
  return (
    <div className="card">
      <h3>{title}</h3>
      <p>{t.comparedWith(of.weeks)}</p>
      <DataTable
        caption={title}
        rows={of.checks}
        keyOf={({ check }) => check}
        columns={[
          { title: t.check, cell: ({ check }) => t.checks[check] ?? check },
          {
            title: t.status,
            cell: ({ state, reason }) =>
              [t.checkStates[state] ?? state, reason && (t.whyNot[reason] ?? reason)].filter(Boolean).join(': '),
          },
          { title: t.outlying, cell: ({ outlying }) => outlying.join(', ') || '–' },
          { title: t.extreme, cell: ({ extreme }) => extreme.join(', ') || '–' },
        ]}
      />
      <div className="buttons">
        <StepPanel
          name={t.publish}
          says={<p>{t.publishSays}</p>}
          asksReason
          refusal={refusal}
          step={publishing}
          onTake={(reason) => decide('publish', reason)}
        />
        <StepPanel
          name={t.discard}
          kind="danger"
          says={<p>{t.discardSays}</p>}
          asksReason
          refusal={refusal}
          step={discarding}
          onTake={(reason) => decide('discard', reason)}
        />
      </div>
    </div>
  );
}
