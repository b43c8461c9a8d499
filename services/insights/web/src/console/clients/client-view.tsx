import { useAnswer } from '../../shared/graph/use-answer';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useLanguage, useTexts } from '../../shared/texts/language';
import { clientDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Heading, Link } from '../kit/go';
import { useStaff, useStaffFormat } from '../kit/staff';
import { Told, ToldAll } from '../kit/told';
import { wordTexts } from '../kit/words.texts';
import { clientTexts } from './clients.texts';
import { Credentials } from './credentials';
import { Webhooks } from './webhooks';

/** A buyer: who it is, its contracts, its credentials. */
export function ClientView({ id }: { readonly id: string }) {
  const t = useTexts(clientTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const { language } = useLanguage();
  const { may } = useStaff();
  const { answer, error, again } = useAnswer(clientDocument, { id, language });
  const client = answer?.data.client;
  return (
    <section>
      <p>
        <Link to={{ view: 'clients' }}>{t.back}</Link>
      </p>
      <Heading>{client?.name ?? t.clients}</Heading>
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {!answer && !error && <Progress />}
      {client && (
        <Facts
          of={[
            [t.kind, words.kinds[client.kindOfBuyer] ?? client.kindOfBuyer],
            [t.toldPeople, client.shownToPeopleAs],
            [t.since, format.day(client.createdAt)],
          ]}
        />
      )}
      {answer && (
        <>
          <h2>{t.contracts}</h2>
          <DataTable
            caption={t.contracts}
            rows={answer.data.contracts ?? []}
            keyOf={(contract) => contract.id}
            columns={[
              {
                title: t.contract,
                cell: (contract) => (
                  <Link to={{ view: 'contract', contract: contract.id }}>
                    {words.purposes[contract.versions[0]?.terms.purpose ?? ''] ?? t.contract}
                  </Link>
                ),
              },
              { title: t.state, cell: ({ state }) => words.states[state] ?? state },
              {
                title: t.products,
                cell: ({ versions }) =>
                  versions
                    .at(-1)
                    ?.terms.products.map((product) => words.products[product] ?? product)
                    .join(', ') ?? '',
              },
              { title: t.since, cell: ({ createdAt }) => format.day(createdAt) },
            ]}
            empty={
              <Empty title={t.noContract}>
                <p>{t.noContractText}</p>
              </Empty>
            }
          />
          {may('admin') && (
            <p>
              <Link to={{ view: 'draft', client: id }}>{t.draft}</Link>
            </p>
          )}
        </>
      )}
      <Credentials clientId={id} />
      <Webhooks clientId={id} />
    </section>
  );
}
