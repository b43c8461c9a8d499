import { useEffect, useState } from 'react';
import { ask, type Answered, AskError } from '../shared/graph/ask';
import { Button, Field } from '../shared/kit/controls';
import { Problem, Problems } from '../shared/kit/problem';
import { Progress } from '../shared/kit/progress';
import { useView } from '../shared/page/use-view';
import { useTexts } from '../shared/texts/language';
import { SchemaBrowser } from './schema-browser';
import { workTexts } from './work.texts';

const ROWS = 18;
const DRAFT = 'passant.query';
const FIRST = `query {
  entitlements {
    market
    products
    quotaLeft
  }
}`;

export interface DraftQuery {
  readonly text: string;
  readonly variables: string;
}

/** Kept in the tab until it is closed: a reload or a new log-in loses nothing. */
export function keepDraft(draft: DraftQuery): void {
  sessionStorage.setItem(DRAFT, JSON.stringify(draft));
}

function readDraft(): DraftQuery {
  try {
    const { text, variables } = JSON.parse(sessionStorage.getItem(DRAFT) ?? '') as Partial<DraftQuery>;
    return { text: String(text ?? FIRST), variables: String(variables ?? '{}') };
  } catch {
    return { text: FIRST, variables: '{}' };
  }
}

function readVariables(text: string): Record<string, unknown> | null {
  try {
    const parsed = JSON.parse(text.trim() === '' ? '{}' : text) as unknown;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The graph itself: a question as text, its answer as it came, and what can be asked beside it. */
export function QueryEditor() {
  const t = useTexts(workTexts);
  const { change } = useView();
  const [draft, setDraft] = useState(readDraft);
  const [isTried, setIsTried] = useState(false);
  const [answered, setAnswered] = useState<Answered<unknown> | AskError | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => keepDraft(draft), [draft]);
  const variables = readVariables(draft.variables);
  const run = async () => {
    setIsTried(true);
    if (variables === null) return;
    setIsAsking(true);
    const next = await ask<unknown, object>({ name: '', text: draft.text }, variables).catch(
      (error: AskError) => error,
    );
    setAnswered(next);
    setIsAsking(false);
  };
  const answer = answered === null || answered instanceof AskError ? null : answered;
  return (
    <>
      <h1>{t.editor}</h1>
      <p>
        <Button onPress={() => change({ view: null })}>{t.back}</Button>
      </p>
      <div className="editor">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void run();
          }}
        >
          <Field
            label={t.query}
            hint={t.queryHint}
            control={(ids) => (
              <textarea
                {...ids}
                rows={ROWS}
                spellCheck={false}
                value={draft.text}
                onChange={({ target }) => setDraft({ ...draft, text: target.value })}
              />
            )}
          />
          <Field
            label={t.variables}
            problem={isTried && variables === null ? t.notJson : null}
            control={(ids) => (
              <textarea
                {...ids}
                rows={5}
                spellCheck={false}
                value={draft.variables}
                onChange={({ target }) => setDraft({ ...draft, variables: target.value })}
              />
            )}
          />
          <Button kind="main" submits isOff={isAsking}>
            {t.run}
          </Button>
        </form>
        <div>
          {answered instanceof AskError && <Problem error={answered} />}
          {answer && <Problems problems={answer.problems} />}
          {isAsking && <Progress />}
          <h2>{t.answer}</h2>
          <pre className="answer" tabIndex={0} aria-label={t.answer} data-raw>
            {answer ? JSON.stringify(answer.data, null, 2) : t.noAnswer}
          </pre>
          <SchemaBrowser />
        </div>
      </div>
    </>
  );
}
