import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { CheckField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { closeComplaintDocument, type ComplaintsQuery, complaintsDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { Heading } from '../kit/go';
import { useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { oversightTexts } from './oversight.texts';

type Complaint = NonNullable<ComplaintsQuery['complaintsToPrivacyOfficer']>[number];

/** What people wrote to the privacy officer, who alone may read it. */
export function ComplaintsView() {
  const t = useTexts(oversightTexts);
  const [openOnly, setOpenOnly] = useState(true);
  const { answer, error, again } = useAnswer(complaintsDocument, { openOnly });
  const complaints = answer?.data.complaintsToPrivacyOfficer ?? [];
  return (
    <section>
      <Heading>{t.complaints}</Heading>
      <p>{t.complaintsSays}</p>
      <CheckField label={t.open} isOn={openOnly} onChange={setOpenOnly} />
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {answer && complaints.length === 0 && (
        <Empty title={t.noComplaints}>
          <p>{t.noComplaintsText}</p>
        </Empty>
      )}
      {complaints.map((complaint) => (
        <OneComplaint key={complaint.id} of={complaint} again={again} />
      ))}
    </section>
  );
}

function OneComplaint({ of, again }: { readonly of: Complaint; readonly again: () => void }) {
  const t = useTexts(oversightTexts);
  const format = useStaffFormat();
  const step = useStep(closeComplaintDocument);
  const close = async () => {
    if ((await step.take({ id: of.id })) === null) return null;
    again();
    return t.closedDone;
  };
  return (
    <div className="card">
      <h2>{of.reference}</h2>
      <p className="written">{of.text}</p>
      <Facts
        of={[
          [t.received, format.time(of.receivedAt)],
          [t.contact, of.contact || t.noContact],
          [t.closed, of.closedAt && format.time(of.closedAt)],
        ]}
      />
      {of.closedAt === null && <StepPanel name={t.close} says={<p>{t.closeSays}</p>} step={step} onTake={close} />}
    </div>
  );
}
