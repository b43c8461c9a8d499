import { useState } from 'react';
import type { Document } from '../../shared/graph/document';
import { TextField } from '../../shared/kit/controls';
import { useTexts } from '../../shared/texts/language';
import * as graph from '../generated/graph';
import { DocumentField } from '../kit/document-field';
import { kitTexts } from '../kit/kit.texts';
import { type Role, useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { useStep } from '../kit/use-step';
import type { Launch } from './launch';
import { marketTexts } from './markets.texts';

interface Taken {
  readonly taken: { readonly state: string };
}
interface Variables {
  readonly market: string;
  readonly reason: string;
  readonly idempotencyKey?: string | null | undefined;
}
interface Settings {
  readonly document: Document<Taken, Variables>;
  readonly roles: readonly Role[];
  /** Confirms what this step of somebody else began; else it asks why. */
  readonly confirms?: string;
  readonly isDanger?: boolean;
}

/** What confirms has no reason to give: the graph would refuse a variable that it does not know. */
type Confirming = Document<Taken, Omit<Variables, 'reason'>>;
const confirming = (document: Confirming): Document<Taken, Variables> => document as Document<Taken, Variables>;

const ALL = ['admin', 'approver', 'privacy-officer'] as const;
const STEPS = {
  beginPilot: { document: graph.beginPilotDocument, roles: ['admin'] },
  endPilot: { document: graph.endPilotDocument, roles: ['admin', 'privacy-officer'], isDanger: true },
  proposeLaunch: { document: graph.proposeLaunchDocument, roles: ['admin'] },
  confirmLaunch: { document: confirming(graph.confirmLaunchDocument), roles: ALL, confirms: 'propose-launch' },
  stepBackToPilot: { document: graph.stepBackToPilotDocument, roles: ['admin', 'privacy-officer'], isDanger: true },
  declareSimulated: { document: graph.declareSimulatedDocument, roles: ['admin'] },
  confirmSimulated: { document: confirming(graph.confirmSimulatedDocument), roles: ALL, confirms: 'declare-simulated' },
} satisfies Readonly<Record<string, Settings>>;
type StepName = keyof typeof STEPS;

interface Given {
  readonly launch: Launch;
  readonly again: () => void;
}

/** Who did the newest step of a name: whoever proposes does not confirm. */
const whoDid = ({ timeline }: Launch, what: string): string | null =>
  timeline.filter((event) => event.what === what).at(-1)?.staffId ?? null;

export function MarketSteps({ launch, again }: Given) {
  const { state, isLaunchProposed, isSimulationDeclared, isSimulated } = launch;
  const isPreparing = state === 'preparation';
  const steps: readonly StepName[] = [
    ...(isPreparing ? (['beginPilot'] as const) : []),
    ...(state === 'pilot' ? ([isLaunchProposed ? 'confirmLaunch' : 'proposeLaunch', 'endPilot'] as const) : []),
    ...(state === 'live' ? (['stepBackToPilot'] as const) : []),
    ...(isPreparing && !isSimulated ? ([isSimulationDeclared ? 'confirmSimulated' : 'declareSimulated'] as const) : []),
  ];
  return (
    <div className="buttons">
      {steps.map((name) => (
        <OneStep key={name} name={name} launch={launch} again={again} />
      ))}
      {launch.awaitedApproval && <ConfirmApproval launch={launch} again={again} />}
      <RecordApproval launch={launch} again={again} />
    </div>
  );
}

function OneStep({ name, launch, again }: Given & { readonly name: StepName }) {
  const t = useTexts(marketTexts);
  const kit = useTexts(kitTexts);
  const { staffId, may } = useStaff();
  const { document, roles, confirms, isDanger }: Settings = STEPS[name];
  const step = useStep(document);
  const refusal = () => {
    if (!may(...roles)) return kit.needsRole(roles.join(', '));
    return confirms !== undefined && whoDid(launch, confirms) === staffId ? kit.secondPerson(staffId) : null;
  };
  const take = async (reason: string) => {
    const { market } = launch;
    const given = confirms === undefined ? { market, reason } : ({ market } as { market: string; reason: string });
    if ((await step.take(given)) === null) return null;
    again();
    return t.done;
  };
  return (
    <StepPanel
      name={t[name]}
      kind={isDanger ? 'danger' : 'main'}
      says={<p>{t[`${name}Says`]}</p>}
      asksReason={confirms === undefined}
      refusal={refusal()}
      step={step}
      onTake={take}
    />
  );
}

function ConfirmApproval({ launch, again }: Given) {
  const t = useTexts(marketTexts);
  const kit = useTexts(kitTexts);
  const { staffId, may } = useStaff();
  const step = useStep(graph.confirmMethodApprovalDocument);
  const awaited = launch.awaitedApproval;
  const refusal = () => {
    if (!may(...ALL)) return kit.needsRole(ALL.join(', '));
    return whoDid(launch, 'record-approval') === staffId ? kit.secondPerson(staffId) : null;
  };
  const confirm = async () => {
    if (!awaited || (await step.take({ market: launch.market, approvalId: awaited.id })) === null) return null;
    again();
    return t.done;
  };
  return (
    <StepPanel
      name={t.confirmApproval}
      kind="main"
      says={
        <>
          <p>{t.confirmApprovalSays}</p>
          <p className="hint">
            SHA-256 <code>{awaited?.documentSha256}</code>
          </p>
        </>
      }
      refusal={refusal()}
      step={step}
      onTake={confirm}
    />
  );
}

function RecordApproval({ launch, again }: Given) {
  const t = useTexts(marketTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const [given, setGiven] = useState({ body: '', approvedOn: '', expiresOn: '', documentSha256: '' });
  const [isAsked, setAsked] = useState(false);
  const step = useStep(graph.recordMethodApprovalDocument);
  const isIncomplete = Object.values(given).some((value) => value.trim() === '');
  const set = (field: keyof typeof given) => (value: string) => setGiven({ ...given, [field]: value });
  const record = async () => {
    setAsked(true);
    if (isIncomplete || (await step.take({ input: { ...given, market: launch.market } })) === null) return null;
    again();
    return t.done;
  };
  return (
    <StepPanel
      name={t.record}
      refusal={may('admin', 'privacy-officer') ? null : kit.needsRole('admin, privacy-officer')}
      says={<p>{t.recordSays}</p>}
      fields={
        <>
          {isAsked && isIncomplete && <p className="problem">{t.incomplete}</p>}
          <TextField label={t.body} value={given.body} onChange={set('body')} />
          <TextField label={t.approvedOn} type="date" value={given.approvedOn} onChange={set('approvedOn')} />
          <TextField label={t.expiresOn} type="date" value={given.expiresOn} onChange={set('expiresOn')} />
          <DocumentField
            label={t.document}
            hint={t.documentHint}
            sha256={given.documentSha256}
            onChange={set('documentSha256')}
            problem={null}
          />
        </>
      }
      step={step}
      onTake={record}
    />
  );
}
