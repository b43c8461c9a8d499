import { useState } from 'react';
import { Button, TextField } from '../shared/kit/controls';
import { useView } from '../shared/page/use-view';
import { useSession } from '../shared/session/session';
import { useTexts } from '../shared/texts/language';
import { addView, readViews, removeView, type SavedView, viewsKey } from './saved-view';
import { workTexts } from './work.texts';

/** Questions by a name, kept in this browser for this client: an address, and no figure. */
export function SavedViews() {
  const t = useTexts(workTexts);
  const { state } = useSession();
  const { view } = useView();
  const key = viewsKey(state.kind === 'open' && state.actor.kind === 'partner' ? state.actor.clientId : '');
  const [views, setViews] = useState<readonly SavedView[]>(() => readViews(localStorage.getItem(key)));
  const [name, setName] = useState('');
  const keep = (next: readonly SavedView[]) => {
    localStorage.setItem(key, JSON.stringify(next));
    setViews(next);
  };
  return (
    <details className="saved">
      <summary>
        {t.saved} ({views.length})
      </summary>
      <p className="hint">{t.savedText}</p>
      <ul>
        {views.map((one) => (
          <li key={one.name}>
            <a href={`${window.location.pathname}?${one.address}`}>
              <bdi>{one.name}</bdi>
            </a>{' '}
            <Button onPress={() => keep(removeView(views, one.name))}>
              {t.forget} <bdi className="unseen">{one.name}</bdi>
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault();
          keep(addView(views, { name, address: view.toString() }));
          setName('');
        }}
      >
        <TextField label={t.name} value={name} onChange={setName} />
        <Button submits isOff={name.trim() === ''}>
          {t.save}
        </Button>
      </form>
    </details>
  );
}
