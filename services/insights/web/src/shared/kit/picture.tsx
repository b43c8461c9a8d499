import { type ReactNode, useId } from 'react';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';

/**
 * A picture with the table of the same figures beside it. The picture is for eyes alone; the table says the same to
 * everybody.
 */
export function Picture(props: {
  readonly title: string;
  readonly picture: ReactNode;
  readonly table: ReactNode;
  /** Open from the start. */
  readonly isTableOpen?: boolean;
  /** The picture can be worked with (a map), so that it is not hidden from screen readers. */
  readonly isInteractive?: boolean;
}) {
  const t = useTexts(sharedTexts);
  const id = useId();
  return (
    <figure className="picture" aria-labelledby={id}>
      <figcaption id={id}>{props.title}</figcaption>
      {props.isInteractive ? props.picture : <div aria-hidden="true">{props.picture}</div>}
      <details open={props.isTableOpen ?? true}>
        <summary>{t.table}</summary>
        {props.table}
      </details>
    </figure>
  );
}
