import { useAnswer } from '../../shared/graph/use-answer';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { contractDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Heading, Link } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { useStaffFormat } from '../kit/staff';
import { Told, ToldAll } from '../kit/told';
import { wordTexts } from '../kit/words.texts';
import type { Contract } from './contract';
import { contractTexts } from './contracts.texts';
import { ContractSteps } from './contract-steps';
import { DryRun } from './dry-run';
import { Entitlement } from './entitlement';

/** A contract: what it entitles to, what can be done now, its versions and everything that happened to it. */
export function ContractView({ id }: { readonly id: string }) {
  const t = useTexts(contractTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(contractDocument, { id });
  const contract = answer?.data.contract;
  const newest = contract?.versions.filter(({ approvedBy }) => approvedBy !== null).at(-1) ?? contract?.versions.at(-1);
  return (
    <section>
      {contract?.client && (
        <p>
          <Link to={{ view: 'client', client: contract.client.id }}>{contract.client.name}</Link>
        </p>
      )}
      <Heading>{contract?.client ? t.of(contract.client.name) : t.contract}</Heading>
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {!answer && !error && <Progress />}
      {contract && newest && (
        <>
          <Facts
            of={[
              [t.state, <strong key="state">{words.states[contract.state] ?? contract.state}</strong>],
              [t.kind, contract.namedBuyer === null ? contract.kind : `${contract.kind}: ${contract.namedBuyer}`],
              [t.draftedBy, `${contract.createdBy}, ${format.time(contract.createdAt)}`],
              [t.validUntil, contract.validUntil === null ? t.open : format.day(contract.validUntil)],
            ]}
          />
          <ContractSteps contract={contract} again={again} />
          <Entitlement of={newest.terms} state={contract.state} />
          <DryRun key={newest.id} contractId={id} terms={newest.terms} />
          <p className="links">
            <Link to={{ view: 'usage', contract: id }}>{t.usage}</Link>
            <Link to={{ view: 'acts', subject: id }}>{t.acts}</Link>
          </p>
          <Versions contract={contract} />
          <Timeline contract={contract} />
        </>
      )}
    </section>
  );
}

/** Newest first, each with what it changes. */
function Versions({ contract }: { readonly contract: Contract }) {
  const t = useTexts(contractTexts);
  const kit = useTexts(kitTexts);
  const format = useStaffFormat();
  return (
    <section>
      <h2>{t.versions}</h2>
      {[...contract.versions].reverse().map((version) => (
        <div key={version.id} className="card">
          <h3>{t.version(version.number)}</h3>
          <p>
            {version.approvedBy === null
              ? t.notApproved(version.createdBy)
              : t.inForceFrom(format.time(version.effectiveFrom), version.approvedBy)}
          </p>
          <p>
            {version.attestation
              ? t.attested(version.attestation.statedBy, version.attestation.recordedBy)
              : t.notAttested}
          </p>
          {version.number > 1 && (
            <DataTable
              caption={t.changes}
              rows={version.changes}
              keyOf={({ term }) => term}
              columns={[
                { title: t.term, cell: ({ term }) => t.terms[term] ?? term },
                { title: t.before, cell: ({ before }) => <del>{before}</del> },
                { title: t.after, cell: ({ after }) => <ins>{after}</ins> },
                { title: t.raises, cell: ({ raises }) => (raises ? <strong>{kit.yes}</strong> : kit.no) },
              ]}
              empty={<p>{t.noChanges}</p>}
            />
          )}
        </div>
      ))}
    </section>
  );
}

function Timeline({ contract }: { readonly contract: Contract }) {
  const t = useTexts(contractTexts);
  const format = useStaffFormat();
  return (
    <section>
      <h2>{t.timeline}</h2>
      <ol className="timeline">
        {contract.timeline.map((event, index) => (
          <li key={index}>
            <strong>{t.what[event.what] ?? event.what}</strong>
            {event.version !== null && ` (${t.version(event.version)})`}, {format.time(event.at)}
            {', '}
            {event.staffId ?? t.byTime}
            {event.reason !== null && <q>{event.reason}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}
