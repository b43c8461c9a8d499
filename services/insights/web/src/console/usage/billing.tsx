import { type ReactNode, useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { Field, TextField } from '../../shared/kit/controls';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { billingDocument, setBillingDetailsDocument, setInvoiceIssuerDocument } from '../generated/graph';
import { kitTexts } from '../kit/kit.texts';
import { useStaff } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { usageTexts } from './usage.texts';

const NOBODY = { name: '', address: '', country: 'DE', vatId: '', rate: '19', note: '', code: '' };
type Party = typeof NOBODY;
const linesOf = ({ address }: Party): string[] =>
  address
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const isWhole = (party: Party): boolean =>
  party.name.trim() !== '' && linesOf(party).length > 0 && /^[A-Z]{2}$/.test(party.country);

/** To whom a client is billed, and by whom: invoices need both. */
export function Billing({ clientId, onSave }: { readonly clientId: string; readonly onSave: () => void }) {
  const t = useTexts(usageTexts);
  const kit = useTexts(kitTexts);
  const { may } = useStaff();
  const { answer, error, again } = useAnswer(billingDocument, { clientId });
  const [buyer, setBuyer] = useState(NOBODY);
  const [issuer, setIssuer] = useState(NOBODY);
  const [isAsked, setAsked] = useState(false);
  const billing = useStep(setBillingDetailsDocument);
  const issuing = useStep(setInvoiceIssuerDocument);
  const details = answer?.data.billingDetails;
  const issuers = answer?.data.invoiceIssuers ?? [];
  const refusal = may('admin') ? null : kit.needsRole('admin');
  const after = (done: object | null) => {
    if (done === null) return null;
    again();
    onSave();
    return t.saved;
  };
  const rate = Math.round(Number(buyer.rate.replace(',', '.')) * 100);
  const isBuyerWhole = isWhole(buyer) && Number.isInteger(rate) && rate >= 0 && (rate > 0 || buyer.note.trim() !== '');
  const saveBuyer = async () => {
    setAsked(true);
    if (!isBuyerWhole) return null;
    const { name, country, vatId, note } = buyer;
    const party = { name: name.trim(), addressLines: linesOf(buyer), country, vatId: vatId || null };
    return after(await billing.take({ clientId, input: { ...party, vatBasisPoints: rate, vatNote: note || null } }));
  };
  const saveIssuer = async () => {
    setAsked(true);
    if (!isWhole(issuer) || !/^[A-Z0-9]{2,10}$/.test(issuer.code)) return null;
    const { name, country, vatId, code } = issuer;
    const party = { name: name.trim(), addressLines: linesOf(issuer), country, vatId: vatId || null };
    return after(await issuing.take({ input: { ...party, code } }));
  };
  if (error) return <Told error={error} again={again} />;
  if (!answer) return <Progress />;
  return (
    <section>
      <h2>{t.billing}</h2>
      <p>{details ? [details.name, ...details.addressLines, details.country].join(', ') : t.noBilling}</p>
      <StepPanel
        name={t.setBilling}
        says={<p>{t.billingSays}</p>}
        fields={
          <PartyFields of={buyer} onChange={setBuyer} problem={isAsked && !isBuyerWhole ? t.incomplete : null}>
            <TextField label={t.vatRate} value={buyer.rate} onChange={(next) => setBuyer({ ...buyer, rate: next })} />
            <TextField label={t.vatNote} value={buyer.note} onChange={(note) => setBuyer({ ...buyer, note })} />
          </PartyFields>
        }
        refusal={refusal}
        step={billing}
        onTake={saveBuyer}
      />
      <h3>{t.issuer}</h3>
      <p>{issuers.length > 0 ? issuers.map(({ code, name }) => `${code}: ${name}`).join('; ') : t.noIssuer}</p>
      <StepPanel
        name={t.setIssuer}
        says={<p>{t.billingSays}</p>}
        fields={
          <PartyFields of={issuer} onChange={setIssuer} problem={isAsked && !isWhole(issuer) ? t.incomplete : null}>
            <TextField
              label={t.code}
              value={issuer.code}
              onChange={(code) => setIssuer({ ...issuer, code: code.toUpperCase() })}
            />
          </PartyFields>
        }
        refusal={refusal}
        step={issuing}
        onTake={saveIssuer}
      />
    </section>
  );
}

function PartyFields(props: {
  readonly of: Party;
  readonly onChange: (party: Party) => void;
  readonly problem: string | null;
  readonly children: ReactNode;
}) {
  const { of, onChange, problem, children } = props;
  const t = useTexts(usageTexts);
  return (
    <>
      {problem && (
        <p className="problem" role="alert">
          {problem}
        </p>
      )}
      <TextField label={t.name} value={of.name} onChange={(name) => onChange({ ...of, name })} />
      <Field
        label={t.address}
        control={(ids) => (
          <textarea
            {...ids}
            rows={3}
            value={of.address}
            onChange={({ target }) => onChange({ ...of, address: target.value })}
          />
        )}
      />
      <TextField
        label={t.country}
        value={of.country}
        onChange={(country) => onChange({ ...of, country: country.toUpperCase() })}
      />
      <TextField label={t.vatId} value={of.vatId} onChange={(vatId) => onChange({ ...of, vatId })} />
      {children}
    </>
  );
}
