import { useAnswer } from '../../shared/graph/use-answer';
import { Button } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import type { Document } from '../../shared/graph/document';
import * as graph from '../generated/graph';
import { Heading } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told, ToldAll } from '../kit/told';
import { useStep } from '../kit/use-step';
import { oversightTexts } from './oversight.texts';

/** All four take the same, and answer whether it was done. */
type ReplayDocument = Document<object, graph.ReplayConsentDeadLetterMutationVariables>;

const NOTHING = {};
const SERVICES = ['consent', 'ingestion', 'anonymisation', 'insights'] as const;
type Service = (typeof SERVICES)[number];
const REPLAYS = {
  consent: graph.replayConsentDeadLetterDocument,
  ingestion: graph.replayIngestionDeadLetterDocument,
  anonymisation: graph.replayAnonymisationDeadLetterDocument,
  insights: graph.replayInsightsDeadLetterDocument,
};

/** How full the queues of every service are, and the jobs that it gave up. */
export function QueuesView() {
  const t = useTexts(oversightTexts);
  return (
    <section>
      <Heading>{t.queues}</Heading>
      <Depths />
      <Letters />
    </section>
  );
}

/** Empty queues are left out. A service that is down, or whose queue does not answer, is told; the others are shown. */
function Depths() {
  const t = useTexts(oversightTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(graph.queueDepthsDocument, NOTHING);
  const depthsOf = (service: Service) =>
    (answer?.data[`${service}Queues`] ?? [])
      .filter(({ waiting, active, delayed, failed }) => waiting + active + delayed + failed > 0)
      .map((depth) => ({ ...depth, service }));
  return (
    <section data-depths>
      <h2>{t.depths}</h2>
      <p>{t.depthsSays}</p>
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {!answer && !error && <Progress />}
      {answer && (
        <>
          <DataTable
            caption={t.depths}
            rows={SERVICES.flatMap(depthsOf)}
            keyOf={({ service, job }) => `${service} ${job}`}
            columns={[
              { title: t.job, cell: ({ job }) => job },
              { title: t.service, cell: ({ service }) => service },
              ...(['waiting', 'active', 'delayed', 'failed'] as const).map((state) => ({
                title: t[state],
                isNumber: true,
                cell: (depth: { readonly [name in typeof state]: number }) => format.integer(depth[state]),
              })),
            ]}
            empty={
              answer.problems.length === 0 && (
                <Empty title={t.noDepths}>
                  <p>{t.noDepthsText}</p>
                </Empty>
              )
            }
          />
          <Button onPress={again}>{t.lookAgain}</Button>
        </>
      )}
    </section>
  );
}

/** Jobs that every service gave up. A service that is down is told, and nobody says then that nothing lies there. */
function Letters() {
  const t = useTexts(oversightTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(graph.deadLettersDocument, NOTHING);
  const lettersOf = (service: Service) =>
    (answer?.data[`${service}DeadLetters`] ?? []).map((letter) => ({ ...letter, service }));
  return (
    <section>
      <h2>{t.letters}</h2>
      <p>{t.queuesSays}</p>
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {!answer && !error && <Progress />}
      {answer && (
        <DataTable
          caption={t.letters}
          rows={SERVICES.flatMap(lettersOf)}
          keyOf={({ service, rowId, job }) => `${service} ${job} ${rowId}`}
          columns={[
            { title: t.job, cell: ({ job }) => job },
            { title: t.service, cell: ({ service }) => service },
            { title: t.code, cell: ({ code }) => <code>{code}</code> },
            { title: t.died, cell: ({ diedAt }) => format.time(diedAt) },
            { title: t.row, cell: ({ rowId }) => <code>{rowId}</code> },
            {
              title: t.replay,
              cell: ({ service, rowId }) => <Replay service={service} rowId={rowId} again={again} />,
            },
          ]}
          empty={
            answer.problems.length === 0 && (
              <Empty title={t.noLetters}>
                <p>{t.noLettersText}</p>
              </Empty>
            )
          }
        />
      )}
    </section>
  );
}

function Replay(props: { readonly service: Service; readonly rowId: string; readonly again: () => void }) {
  const { service, rowId, again } = props;
  const t = useTexts(oversightTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const step = useStep<object, graph.ReplayConsentDeadLetterMutationVariables>(REPLAYS[service] as ReplayDocument);
  const replay = async () => {
    if ((await step.take({ rowId })) === null) return null;
    again();
    return t.replayed;
  };
  return (
    <StepPanel
      name={t.replay}
      says={<p>{t.replaySays}</p>}
      refusal={may('admin') ? null : kit.needsRole('admin')}
      step={step}
      onTake={replay}
    />
  );
}
