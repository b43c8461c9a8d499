import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { AskError } from '../../shared/graph/ask';
import { Button, Field } from '../../shared/kit/controls';
import { Progress } from '../../shared/kit/progress';
import { useTexts } from '../../shared/texts/language';
import { kitTexts } from './kit.texts';
import { useTell } from './notice';
import { Told } from './told';

export interface StepPanelProps {
  /** What the button says. */
  readonly name: string;
  readonly kind?: 'main' | 'plain' | 'danger';
  /** What follows from it, said before it is done. */
  readonly says: ReactNode;
  /** Fields of its own, above the reason. */
  readonly fields?: ReactNode;
  readonly asksReason?: boolean;
  /** Why this person cannot do it; stands in place of the button. */
  readonly refusal?: string | null;
  readonly step: { readonly error: AskError | null; readonly isUnderWay: boolean };
  /** @returns what to say once it is done; null: it was refused, or something is to be mended first */
  readonly onTake: (reason: string) => Promise<string | null>;
}

/** A step with consequences: first said, then asked why, then done. */
export function StepPanel({ name, kind = 'plain', refusal = null, ...props }: StepPanelProps) {
  const t = useTexts(kitTexts);
  const tell = useTell();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const id = useId();
  const { step, asksReason = false } = props;
  useEffect(() => {
    if (isOpen) form.current?.querySelector<HTMLElement>('input, select, textarea, button')?.focus();
  }, [isOpen]);
  if (refusal !== null) {
    return (
      <p className="refusal">
        <strong>{name}:</strong> {refusal}
      </p>
    );
  }
  const isMissing = asksReason && reason.trim().length < LEAST_REASON;
  const take = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (isMissing || step.isUnderWay) return;
    const done = await props.onTake(reason.trim());
    if (done === null) return;
    tell(done);
    setOpen(false);
    setReason('');
    setAsked(false);
  };
  return (
    <div className="step">
      {!isOpen && (
        <button type="button" className={`button ${kind}`} aria-expanded={false} onClick={() => setOpen(true)}>
          {name} …
        </button>
      )}
      {isOpen && (
        <form ref={form} className="card" aria-labelledby={id} onSubmit={(event) => void take(event)}>
          <h3 id={id}>{name}</h3>
          <div>{props.says}</div>
          {props.fields}
          {asksReason && (
            <Field
              label={t.reason}
              hint={t.reasonHint}
              problem={isAsked && isMissing ? t.reasonMissing : null}
              control={(ids) => (
                <textarea {...ids} rows={3} value={reason} onChange={({ target }) => setReason(target.value)} />
              )}
            />
          )}
          <Told error={step.error} />
          {step.isUnderWay && <Progress label={t.underWay} />}
          <p className="buttons">
            <Button submits kind={kind === 'plain' ? 'main' : kind} isOff={step.isUnderWay}>
              {name}
            </Button>
            <Button onPress={() => setOpen(false)}>{t.cancel}</Button>
          </p>
        </form>
      )}
    </div>
  );
}

/** As the services ask it. */
const LEAST_REASON = 10;
