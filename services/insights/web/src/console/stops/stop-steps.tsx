import { useTexts } from '../../shared/texts/language';
import { approveResumeDocument, confirmStopDocument, resumeProcessingDocument } from '../generated/graph';
import { kitTexts } from '../kit/kit.texts';
import { useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { useStep } from '../kit/use-step';
import type { Stop } from './stop';
import { stopTexts } from './stops.texts';

const ROLES = ['privacy-officer', 'admin'] as const;

/** What can be done about a stop that is not over: confirm it, propose its end, end it. */
export function StopSteps({ stop, again }: { readonly stop: Stop; readonly again: () => void }) {
  const t = useTexts(stopTexts);
  const kit = useTexts(kitTexts);
  const { staffId, may } = useStaff();
  const confirming = useStep(confirmStopDocument);
  const proposing = useStep(resumeProcessingDocument);
  const ending = useStep(approveResumeDocument);
  const refusal = (firstHalf: string | null) => {
    if (!may(...ROLES)) return kit.needsRole(ROLES.join(', '));
    return firstHalf === staffId ? kit.secondPerson(staffId) : null;
  };
  const after = (done: object | null, text: string): string | null => {
    if (done === null) return null;
    again();
    return text;
  };
  const stopId = stop.id;
  return (
    <div className="buttons">
      {stop.state !== 'standing' && (
        <StepPanel
          name={t.confirm}
          kind="main"
          says={<p>{t.confirmSays}</p>}
          refusal={refusal(stop.begunBy)}
          step={confirming}
          onTake={async () => after(await confirming.take({ stopId }), t.confirmed)}
        />
      )}
      {stop.state !== 'asked' && stop.endProposedBy === null && (
        <StepPanel
          name={t.propose}
          says={<p>{t.proposeSays}</p>}
          asksReason
          refusal={refusal(null)}
          step={proposing}
          onTake={async (reason) => after(await proposing.take({ stopId, reason }), t.proposed)}
        />
      )}
      {stop.endProposedBy !== null && (
        <StepPanel
          name={t.end}
          kind="main"
          says={<p>{t.endSays}</p>}
          refusal={refusal(stop.endProposedBy)}
          step={ending}
          onTake={async () => after(await ending.take({ stopId }), t.ended)}
        />
      )}
    </div>
  );
}
