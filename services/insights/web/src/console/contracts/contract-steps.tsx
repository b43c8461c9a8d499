import type { Document } from '../../shared/graph/document';
import { useTexts } from '../../shared/texts/language';
import {
  activateContractDocument,
  approveContractVersionDocument,
  offerContractDocument,
  resumeContractDocument,
  signContractDocument,
  suspendContractDocument,
  terminateContractDocument,
} from '../generated/graph';
import { Link } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { type Role, useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { useStep } from '../kit/use-step';
import { Attestation } from './attestation';
import { findAwaited } from '../clients/awaits-second';
import type { Contract } from './contract';
import { contractTexts } from './contracts.texts';

type StepName = 'offer' | 'sign' | 'activate' | 'suspend' | 'resume' | 'terminate';
interface StepVariables {
  readonly contractId: string | number;
  readonly reason?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}
interface StepTaken {
  readonly taken: { readonly state: string };
}
interface StepSettings {
  readonly document: Document<StepTaken, StepVariables>;
  readonly roles: readonly Role[];
  readonly kind: 'main' | 'plain' | 'danger';
  readonly asksReason: boolean;
}

const settings = (
  document: Document<StepTaken, StepVariables>,
  roles: readonly Role[],
  { kind = 'main', asksReason = false }: Partial<Pick<StepSettings, 'kind' | 'asksReason'>> = {},
): StepSettings => ({ document, roles, kind, asksReason });

/** Who may take a step, as the services have it: they decide, this says so before. */
const STEPS: Readonly<Record<StepName, StepSettings>> = {
  offer: settings(offerContractDocument, ['admin']),
  sign: settings(signContractDocument, ['admin']),
  activate: settings(activateContractDocument, ['admin', 'approver']),
  suspend: settings(suspendContractDocument, ['admin', 'privacy-officer'], { kind: 'danger', asksReason: true }),
  resume: settings(resumeContractDocument, ['admin'], { asksReason: true }),
  terminate: settings(terminateContractDocument, ['admin'], { kind: 'danger', asksReason: true }),
};

const NEXT: Readonly<Record<string, readonly StepName[]>> = {
  draft: ['offer'],
  offered: ['sign'],
  signed: ['activate'],
  active: ['suspend', 'terminate'],
  suspended: ['resume', 'terminate'],
};

interface Given {
  readonly contract: Contract;
  /** Asks the contract anew. */
  readonly again: () => void;
}

/** What this person can do with the contract now, and why not where they cannot. */
export function ContractSteps({ contract, again }: Given) {
  const t = useTexts(contractTexts);
  const { may } = useStaff();
  const steps = NEXT[contract.state] ?? [];
  const isOver = contract.state === 'terminated' || contract.state === 'expired';
  const open = contract.versions.filter((one) => !isOver && one.attestation === null && one.approvedBy === null);
  const canAmend = contract.state === 'active' || contract.state === 'suspended';
  return (
    <section className="card">
      <h2>{t.next}</h2>
      {steps.length === 0 && <p>{t.nothingNext}</p>}
      <div className="buttons">
        {open.map((version) => (
          <Attestation key={version.id} contractId={contract.id} number={version.number} again={again} />
        ))}
        {findAwaited(contract).map((one) =>
          one.kind === 'version' ? <Approval key={one.number} contract={contract} version={one} again={again} /> : null,
        )}
        {steps.map((name) => (
          <OneStep key={name} name={name} contract={contract} again={again} />
        ))}
        {canAmend && may('admin') && <Link to={{ view: 'amend', contract: contract.id }}>{t.amend}</Link>}
      </div>
    </section>
  );
}

function OneStep({ name, contract, again }: Given & { readonly name: StepName }) {
  const t = useTexts(contractTexts);
  const kit = useTexts(kitTexts);
  const { staffId, may } = useStaff();
  const { document, roles, kind, asksReason } = STEPS[name];
  const step = useStep(document);
  const refusal = () => {
    if (!may(...roles)) return kit.needsRole(roles.join(', '));
    if (name !== 'activate') return null;
    if (contract.versions[0]?.attestation === null) return t.attestFirst;
    return contract.createdBy === staffId ? kit.secondPerson(staffId) : null;
  };
  const take = async (reason: string) => {
    const done = await step.take({ contractId: contract.id, reason: asksReason ? reason : null });
    if (done === null) return null;
    again();
    return t.done[name];
  };
  const says = { offer: t.offerSays, sign: t.signSays, activate: t.activateSays };
  const saysAfter = { suspend: t.suspendSays, resume: t.resumeSays, terminate: t.terminateSays };
  return (
    <StepPanel
      name={t[name]}
      kind={kind}
      says={<p>{{ ...says, ...saysAfter }[name]}</p>}
      asksReason={asksReason}
      refusal={refusal()}
      step={step}
      onTake={take}
    />
  );
}

function Approval({
  contract,
  version,
  again,
}: Given & { readonly version: { readonly number: number; readonly writtenBy: string } }) {
  const t = useTexts(contractTexts);
  const kit = useTexts(kitTexts);
  const { staffId, may } = useStaff();
  const step = useStep(approveContractVersionDocument);
  const roles = ['admin', 'approver'] as const;
  const refusal = () => {
    if (!may(...roles)) return kit.needsRole(roles.join(', '));
    const isAttested = contract.versions.some(({ number, attestation }) => number === version.number && attestation);
    if (!isAttested) return t.attestFirst;
    return version.writtenBy === staffId ? kit.secondPerson(staffId) : null;
  };
  const take = async () => {
    if ((await step.take({ contractId: contract.id, number: version.number })) === null) return null;
    again();
    return t.done.approve;
  };
  return (
    <StepPanel
      name={t.approve(version.number)}
      kind="main"
      says={<p>{t.approveSays}</p>}
      refusal={refusal()}
      step={step}
      onTake={take}
    />
  );
}
