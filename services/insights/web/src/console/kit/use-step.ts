import { useCallback, useRef } from 'react';
import type { AskError } from '../../shared/graph/ask';
import type { Document } from '../../shared/graph/document';
import { useAct } from '../../shared/graph/use-answer';
import { RequestKeys } from './request-keys';

interface Keyed {
  readonly idempotencyKey?: string | null | undefined;
}

export interface Step<Answer, Variables> {
  /** null: refused, and `error` says why. */
  readonly take: (variables: Omit<Variables, 'idempotencyKey'>) => Promise<Answer | null>;
  readonly error: AskError | null;
  readonly isUnderWay: boolean;
}

/** An act of staff: once, however often somebody had to press. */
export function useStep<Answer, Variables extends Keyed>(
  document: Document<Answer, Variables>,
): Step<Answer, Variables> {
  const { act, error, isActing } = useAct(document);
  const keys = useRef<RequestKeys>(null);
  keys.current ??= new RequestKeys(() => crypto.randomUUID());
  const take = useCallback(
    async (variables: Omit<Variables, 'idempotencyKey'>) => {
      const idempotencyKey = keys.current!.keyOf(JSON.stringify(variables));
      const answer = await act({ ...variables, idempotencyKey } as Variables);
      if (answer !== null) keys.current!.end();
      return answer;
    },
    [act],
  );
  return { take, error, isUnderWay: isActing };
}
