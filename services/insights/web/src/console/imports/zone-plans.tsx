import { useAnswer } from '../../shared/graph/use-answer';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { sharedTexts } from '../../shared/texts/shared.texts';
import {
  approveZonePlanDocument,
  plannedZonesDocument,
  type ZonePlansQuery,
  zonePlansDocument,
} from '../generated/graph';
import { Facts } from '../kit/facts';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { importTexts } from './imports.texts';
import { ZonesPicture } from './zones-picture';

type Plan = NonNullable<ZonePlansQuery['zonePlans']>[number];
const MOST_NOTES = 50;

/** Versions of the zones of a market, newest first; two people approve one. */
export function ZonePlans({ market }: { readonly market: string }) {
  const t = useTexts(importTexts);
  const { answer, error, again } = useAnswer(zonePlansDocument, { market });
  const plans = answer?.data.zonePlans ?? [];
  return (
    <section>
      <h2>{t.plans}</h2>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && plans.length === 0 && (
        <Empty title={t.noPlans}>
          <p>{t.noPlansText}</p>
        </Empty>
      )}
      {plans.map((plan) => (
        <OnePlan key={plan.id} plan={plan} again={again} />
      ))}
    </section>
  );
}

function OnePlan({ plan, again }: { readonly plan: Plan; readonly again: () => void }) {
  const t = useTexts(importTexts);
  const kit = useTexts(kitTexts);
  const shared = useTexts(sharedTexts);
  const format = useStaffFormat();
  const { staffId, may } = useStaff();
  const step = useStep(approveZonePlanDocument);
  const roles = ['admin', 'approver'] as const;
  const refusal = () => {
    if (!may(...roles)) return kit.needsRole(roles.join(', '));
    return [plan.proposedBy, ...plan.approvedBy].includes(staffId) ? kit.secondPerson(staffId) : null;
  };
  const approve = async () => {
    if ((await step.take({ planId: plan.id })) === null) return null;
    again();
    return t.approved;
  };
  return (
    <div className="card">
      <h3>
        {t.version} {plan.version}
      </h3>
      <Facts
        of={[
          [t.status, <strong key="status">{t.planStates[plan.status] ?? plan.status}</strong>],
          [t.zones, format.integer(plan.zoneCount)],
          [t.proposed, `${format.time(plan.proposedAt)}, ${plan.proposedBy}`],
          [t.approvedBy, plan.approvedBy.join(', ') || t.nobody],
          [shared.method.locationError, <LocationError key="error" of={plan.locationError} />],
        ]}
      />
      <Notes name={t.problems} of={plan.problems.map(({ message }) => message)} />
      <Notes name={t.notes} of={plan.notes} />
      {plan.status === 'PROPOSED' && <PlannedZones plan={plan} />}
      {plan.status === 'PROPOSED' && (
        <StepPanel
          name={t.approve}
          kind="main"
          says={<p>{t.approveSays}</p>}
          refusal={refusal()}
          step={step}
          onTake={approve}
        />
      )}
    </div>
  );
}

/** Will stand beside every figure: whoever approves the plan approves it. */
function LocationError({ of }: { readonly of: Plan['locationError'] }) {
  const { method } = useTexts(sharedTexts);
  const format = useStaffFormat();
  if (of === null) return method.unknown;
  return (
    <>
      {method.locationErrorText(format.share(of.median), format.share(of.p90))} (<bdi>{of.source}</bdi>)
    </>
  );
}

/** What somebody is about to approve. */
function PlannedZones({ plan }: { readonly plan: Plan }) {
  const t = useTexts(importTexts);
  const format = useStaffFormat();
  const { answer, error, again } = useAnswer(plannedZonesDocument, { planId: plan.id });
  const zones = answer?.data.zonePlan?.zones ?? [];
  if (error) return <Told error={error} again={again} />;
  if (zones.length === 0) return <Progress />;
  return <ZonesPicture title={t.planned(format.integer(zones.length), String(plan.version))} zones={zones} />;
}

function Notes({ name, of }: { readonly name: string; readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <details>
      <summary>
        {name} ({of.length})
      </summary>
      <ul>
        {of.slice(0, MOST_NOTES).map((note, index) => (
          <li key={index}>{note}</li>
        ))}
      </ul>
    </details>
  );
}
