import { useEffect, useState } from 'react';
import { useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';

/** Says that something is under way, and after a second for how long. */
export function Progress({ label, share }: { readonly label?: string; readonly share?: number }) {
  const t = useTexts(sharedTexts);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => setSeconds((last) => last + 1), 1_000);
    return () => clearInterval(ticking);
  }, []);
  const text = label ?? t.loading;
  return (
    <div className="progress">
      <span role="status">{text}</span> {seconds > 0 && <span aria-hidden="true">{t.seconds(seconds)}</span>}
      <progress aria-label={text} {...(share === undefined ? {} : { value: share, max: 1 })} />
    </div>
  );
}
