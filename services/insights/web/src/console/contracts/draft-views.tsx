import { type FormEvent, useRef, useState } from 'react';
import type { AskError } from '../../shared/graph/ask';
import { useAnswer } from '../../shared/graph/use-answer';
import { Button } from '../../shared/kit/controls';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { amendContractDocument, contractDocument, draftContractDocument } from '../generated/graph';
import { Heading, Link, useGo } from '../kit/go';
import { kitTexts } from '../kit/kit.texts';
import { useTell } from '../kit/notice';
import { Told } from '../kit/told';
import { useStep } from '../kit/use-step';
import { EMPTY_TERMS, findDraftProblems, type TermsDraft, toAmendInput, toDraft, toDraftInput } from './terms-draft';
import { TermsForm } from './terms-form';
import { termsTexts } from './terms.texts';

/** A new contract of a client. */
export function DraftView({ clientId }: { readonly clientId: string }) {
  const t = useTexts(termsTexts);
  const kit = useTexts(kitTexts);
  const go = useGo();
  const tell = useTell();
  const step = useStep(draftContractDocument);
  const save = async (draft: TermsDraft) => {
    const answer = await step.take({ input: toDraftInput(clientId, draft) });
    if (!answer?.draftContract) return;
    tell(t.saved);
    go({ view: 'contract', contract: answer.draftContract.id });
  };
  return (
    <section>
      <Heading>{t.draftTitle}</Heading>
      <p>{t.draftSays}</p>
      <Terms first={EMPTY_TERMS} isAmendment={false} name={t.save} step={step} onSave={save} />
      <p>
        <Link to={{ view: 'client', client: clientId }}>{kit.cancel}</Link>
      </p>
    </section>
  );
}

/** A further version of a contract, from the newest one on. */
export function AmendView({ contractId }: { readonly contractId: string }) {
  const t = useTexts(termsTexts);
  const kit = useTexts(kitTexts);
  const go = useGo();
  const tell = useTell();
  const { answer, error, again } = useAnswer(contractDocument, { id: contractId });
  const step = useStep(amendContractDocument);
  const terms = answer?.data.contract?.versions.at(-1)?.terms;
  const save = async (draft: TermsDraft) => {
    if ((await step.take({ input: toAmendInput(contractId, draft) })) === null) return;
    tell(t.proposed);
    go({ view: 'contract', contract: contractId });
  };
  return (
    <section>
      <Heading>{t.amendTitle}</Heading>
      <p>{t.amendSays}</p>
      <Told error={error} again={again} />
      {!answer && !error && <Progress />}
      {terms && <Terms first={toDraft(terms)} isAmendment name={t.propose} step={step} onSave={save} />}
      <p>
        <Link to={{ view: 'contract', contract: contractId }}>{kit.cancel}</Link>
      </p>
    </section>
  );
}

function Terms(props: {
  readonly first: TermsDraft;
  readonly isAmendment: boolean;
  readonly name: string;
  readonly step: { readonly error: AskError | null; readonly isUnderWay: boolean };
  readonly onSave: (draft: TermsDraft) => Promise<void>;
}) {
  const t = useTexts(termsTexts);
  const kit = useTexts(kitTexts);
  const [draft, setDraft] = useState(props.first);
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const problems = findDraftProblems(draft);
  const isWrong = Object.keys(problems).length > 0;
  const save = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isWrong) {
      // After the marks are drawn: to the first of them.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('.wrong input, .wrong select')?.focus());
      return;
    }
    if (!props.step.isUnderWay) void props.onSave(draft);
  };
  return (
    <form ref={form} onSubmit={save} noValidate>
      <TermsForm
        draft={draft}
        onChange={(change) => setDraft((last) => ({ ...last, ...change }))}
        problems={isAsked ? problems : {}}
        isAmendment={props.isAmendment}
      />
      {isAsked && isWrong && (
        <p className="problem" role="alert">
          {t.mend}
        </p>
      )}
      <Told error={props.step.error} />
      {props.step.isUnderWay && <Progress label={kit.underWay} />}
      <Button submits kind="main" isOff={props.step.isUnderWay}>
        {props.name}
      </Button>
    </form>
  );
}
