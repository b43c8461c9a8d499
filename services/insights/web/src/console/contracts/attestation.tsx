import { useState } from 'react';
import { TextField } from '../../shared/kit/controls';
import { useTexts } from '../../shared/texts/language';
import { attestContractDocument } from '../generated/graph';
import { DocumentField } from '../kit/document-field';
import { kitTexts } from '../kit/kit.texts';
import { useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { useStep } from '../kit/use-step';
import { wordTexts } from '../kit/words.texts';
import { contractTexts } from './contracts.texts';

const REFUSED_USES = [
  ...['watching-staff', 'police-and-prosecution', 'insurance', 'credit', 'political-targeting', 're-identification'],
];
const REFUSED_BUYERS = [
  ...['employer-watching-staff', 'police-and-prosecution', 'insurer', 'creditor', 'political-campaign'],
];
const LEAST_ROLE = 3;

/** What the buyer declared of one version: all of it, or it counts for nothing. */
export function Attestation(props: {
  readonly contractId: string;
  readonly number: number;
  readonly again: () => void;
}) {
  const { contractId, number, again } = props;
  const t = useTexts(contractTexts);
  const kit = useTexts(kitTexts);
  const words = useTexts(wordTexts);
  const { may } = useStaff();
  const [statedBy, setStatedBy] = useState('');
  const [documentSha256, setSha256] = useState('');
  const [isAsked, setAsked] = useState(false);
  const step = useStep(attestContractDocument);
  const isWithoutRole = statedBy.trim().length < LEAST_ROLE;
  const attest = async () => {
    setAsked(true);
    if (isWithoutRole || documentSha256 === '') return null;
    const refused = { refusedUses: REFUSED_USES, refusedBuyers: REFUSED_BUYERS };
    const input = { contractId, number, ...refused, statedBy: statedBy.trim(), documentSha256 };
    if ((await step.take({ input })) === null) return null;
    again();
    return t.attestDone;
  };
  return (
    <StepPanel
      name={`${t.attest} (${t.version(number)})`}
      refusal={may('admin') ? null : kit.needsRole('admin')}
      says={
        <>
          <p>{t.attestSays}</p>
          <p>{t.forbidden(Object.values(words.forbids).join(', '))}</p>
        </>
      }
      fields={
        <>
          <TextField
            label={t.statedBy}
            value={statedBy}
            onChange={setStatedBy}
            problem={isAsked && isWithoutRole ? t.statedByMissing : null}
          />
          <DocumentField
            label={t.document}
            hint={t.documentHint}
            sha256={documentSha256}
            onChange={setSha256}
            problem={isAsked && documentSha256 === '' ? t.documentMissing : null}
          />
        </>
      }
      step={step}
      onTake={attest}
    />
  );
}
