import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { SelectField, TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { type ClientsQuery, clientsDocument, createClientDocument } from '../generated/graph';
import { Heading, Link, useGo } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told, ToldAll } from '../kit/told';
import { useStep } from '../kit/use-step';
import { wordTexts } from '../kit/words.texts';
import { findAwaited } from './awaits-second';
import { clientTexts } from './clients.texts';

const NOTHING = {};
type Client = NonNullable<ClientsQuery['clients']>[number];

/** All buyers, found by a part of their name, with what of theirs waits for somebody. */
export function ClientsView() {
  const t = useTexts(clientTexts);
  const kit = useTexts(kitTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const [search, setSearch] = useState('');
  const { answer, error, isAsking, again } = useAnswer(clientsDocument, NOTHING);
  const contracts = answer?.data.contracts ?? [];
  const contractsOf = (client: Client) => contracts.filter((one) => one.client?.id === client.id);
  const clients = answer?.data.clients ?? [];
  const fits = (client: Client) => client.name.toLocaleLowerCase().includes(search.trim().toLocaleLowerCase());
  const waiting = contracts.filter((contract) => findAwaited(contract).length > 0);
  return (
    <section>
      <Heading>{t.title}</Heading>
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {isAsking && !answer && <Progress />}
      {waiting.length > 0 && (
        <div className="card">
          <h2>{t.waiting}</h2>
          <ul>
            {waiting.map((contract) => (
              <li key={contract.id}>
                <Link to={{ view: 'contract', contract: contract.id }}>
                  {contract.client?.name ?? contract.id}
                  {' – '}
                  {words.purposes[contract.versions[0]?.terms.purpose ?? ''] ?? t.contract}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      <NewClient />
      {clients.length > 0 && <TextField label={kit.search} hint={kit.searchHint} value={search} onChange={setSearch} />}
      {answer && (
        <DataTable
          caption={t.clients}
          rows={clients.filter(fits)}
          keyOf={({ id }) => id}
          columns={[
            { title: t.name, cell: ({ id, name }) => <Link to={{ view: 'client', client: id }}>{name}</Link> },
            { title: t.kind, cell: ({ kindOfBuyer }) => words.kinds[kindOfBuyer] ?? kindOfBuyer },
            {
              title: t.contracts,
              cell: (client) =>
                contractsOf(client)
                  .map(({ state }) => words.states[state] ?? state)
                  .join(', ') || '–',
            },
            { title: t.since, cell: ({ createdAt }) => format.day(createdAt) },
          ]}
          empty={
            <Empty title={clients.length > 0 ? kit.nothingFound : t.none}>
              {clients.length === 0 && <p>{t.noneText}</p>}
            </Empty>
          }
        />
      )}
    </section>
  );
}

const KINDS = ['retail', 'shopping-centre', 'public-planning', 'research', 'other'] as const;

function NewClient() {
  const t = useTexts(clientTexts);
  const kit = useTexts(kitTexts);
  const words = useTexts(wordTexts);
  const go = useGo();
  const { may } = useStaff();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<(typeof KINDS)[number]>('retail');
  const [isAsked, setAsked] = useState(false);
  const step = useStep(createClientDocument);
  const create = async () => {
    setAsked(true);
    if (name.trim() === '') return null;
    const answer = await step.take({ input: { name: name.trim(), kindOfBuyer: kind } });
    if (!answer?.createClient) return null;
    go({ view: 'client', client: answer.createClient.id });
    return t.created(name.trim());
  };
  return (
    <StepPanel
      name={t.create}
      kind="main"
      refusal={may('admin') ? null : kit.needsRole('admin')}
      says={<p>{t.createSays}</p>}
      fields={
        <>
          <TextField
            label={t.name}
            value={name}
            onChange={setName}
            problem={isAsked && name.trim() === '' ? t.nameMissing : null}
          />
          <SelectField
            label={t.kind}
            hint={t.kindHint}
            value={kind}
            onChange={setKind}
            options={KINDS.map((value) => ({ value, label: words.kinds[value] ?? value }))}
          />
        </>
      }
      step={step}
      onTake={create}
    />
  );
}
