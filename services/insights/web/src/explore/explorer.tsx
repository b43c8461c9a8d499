import { useAnswer } from '../shared/graph/use-answer';
import { Empty, Problem } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { DataTable } from '../shared/kit/table';
import { useFormat } from '../shared/texts/use-format';
import { useTexts } from '../shared/texts/language';
import { exploreTexts } from './explore.texts';
import { entitlementsDocument, zonesDocument } from './generated/graph';

const NOTHING = {};

export function Explorer() {
  const t = useTexts(exploreTexts);
  const format = useFormat();
  const entitled = useAnswer(entitlementsDocument, NOTHING);
  const contract = entitled.answer?.data.entitlements?.[0];
  const { answer } = useAnswer(zonesDocument, contract ? { contractId: contract.contractId } : null);
  if (entitled.error) return <Problem error={entitled.error} again={entitled.again} />;
  if (!entitled.answer) return <Progress />;
  if (!contract) {
    return (
      <Empty title={t.noContract}>
        <p>{t.noContractText}</p>
      </Empty>
    );
  }
  return (
    <section>
      <h1>{t.title}</h1>
      <DataTable
        caption={t.zones}
        rows={answer?.data.zones ?? []}
        keyOf={({ id }) => id}
        columns={[
          { title: t.zone, cell: ({ name }) => name },
          { title: t.kind, cell: ({ kind }) => kind },
          {
            title: t.residents,
            isNumber: true,
            cell: ({ residents }) => (residents === null ? t.unknown : format.integer(residents)),
          },
        ]}
      />
    </section>
  );
}
