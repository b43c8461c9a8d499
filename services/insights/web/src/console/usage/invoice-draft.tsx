import { useAnswer } from '../../shared/graph/use-answer';
import { Progress } from '../../shared/kit/progress';
import { DataTable } from '../../shared/kit/table';
import { useTexts } from '../../shared/texts/language';
import { invoiceDraftDocument, issueInvoiceDocument } from '../generated/graph';
import { Facts } from '../kit/facts';
import { kitTexts } from '../kit/kit.texts';
import { useStaff, useStaffFormat } from '../kit/staff';
import { StepPanel } from '../kit/step-panel';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { wordTexts } from '../kit/words.texts';
import { usageTexts } from './usage.texts';

/** What a month comes to as it stands, and the way to bill it. */
export function InvoiceDraft(props: {
  readonly contractId: string;
  readonly month: string;
  readonly onIssue: () => void;
}) {
  const { contractId, month, onIssue } = props;
  const t = useTexts(usageTexts);
  const kit = useTexts(kitTexts);
  const words = useTexts(wordTexts);
  const format = useStaffFormat();
  const { may } = useStaff();
  const { answer, error, again } = useAnswer(invoiceDraftDocument, { contractId, month });
  const step = useStep(issueInvoiceDocument);
  const draft = answer?.data.draftInvoice;
  const issue = async () => {
    const done = await step.take({ contractId, month, issuer: null });
    if (!done?.issueInvoice) return null;
    onIssue();
    return t.issued(done.issueInvoice.number);
  };
  if (error) return <Told error={error} again={again} />;
  if (!draft) return <Progress />;
  const money = (minorUnits: number | null) =>
    minorUnits === null ? t.vatUnknown : format.money(minorUnits, draft.currency);
  return (
    <section>
      <h2>{t.draft(month)}</h2>
      <p>{draft.isOver ? t.draftOver : t.draftOpen}</p>
      <DataTable
        caption={t.draft(month)}
        rows={draft.lines}
        keyOf={({ product, versionNumber, minorUnitsPerFigure }) =>
          [product, versionNumber, minorUnitsPerFigure].join()
        }
        columns={[
          { title: t.product, cell: ({ product }) => words.products[product] ?? product },
          { title: t.questions, isNumber: true, cell: ({ questions }) => format.integer(questions) },
          { title: t.figures, isNumber: true, cell: ({ figures }) => format.integer(figures) },
          { title: t.line, isNumber: true, cell: ({ minorUnitsPerFigure }) => money(minorUnitsPerFigure) },
          { title: t.net, isNumber: true, cell: ({ netMinorUnits }) => money(netMinorUnits) },
        ]}
        empty={<p>{t.noMonths}</p>}
      />
      <Facts
        of={[
          [t.net, money(draft.netMinorUnits)],
          [t.vat, money(draft.vatMinorUnits)],
          [t.gross, money(draft.grossMinorUnits)],
        ]}
      />
      {draft.isOver && draft.lines.length > 0 && (
        <StepPanel
          name={t.issue}
          kind="main"
          says={<p>{t.issueSays}</p>}
          refusal={may('admin') ? null : kit.needsRole('admin')}
          step={step}
          onTake={issue}
        />
      )}
    </section>
  );
}
