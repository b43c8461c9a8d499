import { useState } from 'react';
import { useAnswer } from '../../shared/graph/use-answer';
import { TextField } from '../../shared/kit/controls';
import { Empty } from '../../shared/kit/problem';
import { Progress } from '../../shared/kit/progress';
import { useLanguage, useTexts } from '../../shared/texts/language';
import { creditInvoiceDocument, type InvoicesQuery, invoicesDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told, ToldAll } from '../kit/told';
import { useStep } from '../kit/use-step';
import { usageTexts } from './usage.texts';

type Invoice = NonNullable<InvoicesQuery['invoices']>[number];

/** What was billed, and taken back. */
export function Invoices({ contractId, onCredit }: { readonly contractId: string; readonly onCredit: () => void }) {
  const t = useTexts(usageTexts);
  const { language } = useLanguage();
  const { answer, error, again } = useAnswer(invoicesDocument, { contractId, language });
  const invoices = answer?.data.invoices ?? [];
  return (
    <section>
      <h2>{t.invoices}</h2>
      <Told error={error} again={again} />
      <ToldAll problems={answer?.problems ?? []} />
      {!answer && !error && <Progress />}
      {answer && invoices.length === 0 && (
        <Empty title={t.noInvoices}>
          <p>{t.noInvoicesText}</p>
        </Empty>
      )}
      {invoices.map((invoice) => (
        <OneInvoice key={invoice.id} of={invoice} onCredit={onCredit} />
      ))}
    </section>
  );
}

const WHOLE = /^[1-9]\d{0,11}$/;

function OneInvoice({ of, onCredit }: { readonly of: Invoice; readonly onCredit: () => void }) {
  const t = useTexts(usageTexts);
  const kit = useTexts(kitTexts);
  const format = useStaffFormat();
  const { may } = useStaff();
  const [amount, setAmount] = useState('');
  const step = useStep(creditInvoiceDocument);
  const isWrong = amount !== '' && !WHOLE.test(amount);
  const credit = async (reason: string) => {
    if (isWrong) return null;
    const netMinorUnits = amount === '' ? null : Number(amount);
    const done = await step.take({ invoiceId: of.id, netMinorUnits, reason });
    if (!done?.creditInvoice) return null;
    onCredit();
    return t.credited(done.creditInvoice.number);
  };
  const printed = (number: string, url: string) => (
    <>
      {number}{' '}
      <a href={url} target="_blank" rel="noopener" aria-label={`${t.print} ${number}`}>
        {t.print}
      </a>
    </>
  );
  return (
    <div className="card">
      <Facts
        of={[
          [t.number, printed(of.number, of.printable.url)],
          [t.month, of.month],
          [t.of, format.time(of.issuedAt)],
          [t.net, format.money(of.netMinorUnits, of.currency)],
          [t.gross, format.money(of.grossMinorUnits, of.currency)],
          [t.reproduced, of.isReproduced ? t.reproducedYes : <strong key="no">{t.reproducedNo}</strong>],
        ]}
      />
      {of.creditNotes.length > 0 && (
        <ul aria-label={t.credits}>
          {of.creditNotes.map((note) => (
            <li key={note.id}>
              {printed(note.number, note.printable.url)} {format.money(note.grossMinorUnits, note.currency)},{' '}
              {note.reason}
            </li>
          ))}
        </ul>
      )}
      <StepPanel
        name={t.credit}
        says={<p>{t.creditSays}</p>}
        fields={
          <TextField
            label={t.creditAmount}
            hint={t.creditAll}
            value={amount}
            onChange={(typed) => setAmount(typed.trim())}
            problem={isWrong ? t.creditWrong : null}
          />
        }
        asksReason
        refusal={may('admin') ? null : kit.needsRole('admin')}
        step={step}
        onTake={credit}
      />
    </div>
  );
}
