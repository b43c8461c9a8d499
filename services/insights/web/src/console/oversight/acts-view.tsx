import { useAnswer } from '../../shared/graph/use-answer';
import { TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useView } from '../../shared/page/use-view';
import { useTexts } from '../../shared/texts/language';
import { actsDocument } from '../generated/graph';
import { Heading } from '../kit/go';
import { useStaffFormat } from '../kit/staff';
import { Told, ToldAll } from '../kit/told';
import { oversightTexts } from './oversight.texts';

/** What staff did in every service, newest first; of one subject where one is named. */
export function ActsView() {
  const t = useTexts(oversightTexts);
  const format = useStaffFormat();
  const { view, change } = useView();
  const subject = view.get('subject') ?? '';
  const { answer, error, again } = useAnswer(actsDocument, { subjectId: subject === '' ? null : subject });
  const data = answer?.data;
  const acts = [
    ...(data?.staffActs ?? []).map((act) => ({ ...act, service: 'insights' })),
    ...(data?.consentActs ?? []).map((act) => ({ ...act, service: 'consent' })),
    ...(data?.ingestionActs ?? []).map((act) => ({ ...act, service: 'ingestion' })),
    ...(data?.anonymisationActs ?? []).map((act) => ({ ...act, service: 'anonymisation' })),
  ].sort((one, other) => other.actedAt.localeCompare(one.actedAt));
  return (
    <section>
      <Heading>{t.acts}</Heading>
      <p>{t.actsSays}</p>
      <p>{t.proofSays}</p>
      <p>
        <a href="/transparency" target="_blank" rel="noopener">
          {t.checkpoints}
        </a>
      </p>
      <TextField
        label={t.subject}
        hint={t.subjectHint}
        value={subject}
        onChange={(typed) => change({ subject: typed.trim() }, { replace: true })}
      />
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {!answer && !error && <Progress />}
      {answer && (
        <DataTable
          caption={t.acts}
          rows={acts}
          keyOf={({ service, position }) => `${service} ${position}`}
          columns={[
            { title: t.when, cell: ({ actedAt }) => format.time(actedAt) },
            { title: t.who, cell: ({ staffId }) => staffId },
            { title: t.act, cell: ({ act }) => act },
            { title: t.to, cell: ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}` },
            { title: t.service, cell: ({ service }) => service },
            { title: t.request, cell: ({ requestId }) => requestId ?? '–' },
          ]}
          empty={
            answer.problems.length === 0 && (
              <Empty title={t.noActs}>
                <p>{t.noActsText}</p>
              </Empty>
            )
          }
        />
      )}
    </section>
  );
}
