import { useAnswer } from '../shared/graph/use-answer';
import { Empty, Problem } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { DataTable } from '../shared/kit/table';
import { useFormat } from '../shared/texts/use-format';
import { useTexts } from '../shared/texts/language';
import { consoleTexts } from './console.texts';
import { clientsDocument } from './generated/graph';

const NOTHING = {};

export function Console() {
  const t = useTexts(consoleTexts);
  const format = useFormat();
  const { answer, error, isAsking, again } = useAnswer(clientsDocument, NOTHING);
  return (
    <section>
      <h1>{t.clients}</h1>
      {error && <Problem error={error} again={again} />}
      {isAsking && !answer && <Progress />}
      {answer && (
        <DataTable
          caption={t.clients}
          rows={answer.data.clients ?? []}
          keyOf={({ id }) => id}
          columns={[
            { title: t.name, cell: ({ name }) => name },
            { title: t.kind, cell: ({ kindOfBuyer }) => kindOfBuyer },
            { title: t.since, cell: ({ createdAt }) => format.day(createdAt) },
          ]}
          empty={
            <Empty title={t.none}>
              <p>{t.noneText}</p>
            </Empty>
          }
        />
      )}
    </section>
  );
}
