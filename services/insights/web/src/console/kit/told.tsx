import { AskError } from '../../shared/graph/ask';
import { Problem } from '../../shared/kit/problem';
import { useTexts } from '../../shared/texts/language';
import { refusalTexts } from './refusals.texts';

/** What was refused, in the reader's language where the console knows the code; else as the service says it. */
export function Told({ error, again }: { readonly error: AskError | null; readonly again?: () => void }) {
  const words = useTexts(refusalTexts)[error?.code ?? ''];
  if (error === null) return null;
  const told = words === undefined ? error : new AskError(error.code, words, error.requestId, error.part);
  return <Problem error={told} {...(again ? { again } : {})} />;
}

export const ToldAll = ({ problems }: { readonly problems: readonly AskError[] }) =>
  problems.map((error, index) => <Told key={index} error={error} />);
