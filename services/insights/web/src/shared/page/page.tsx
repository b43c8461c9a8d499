import { type ReactNode, StrictMode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../theme.css';
import '../kit/kit.css';
import { Button } from '../kit/controls';
import { Progress } from '../kit/progress';
import { logInAddress, SessionProvider, useSession } from '../session/session';
import { LANGUAGES, LanguageProvider, useLanguage, useTexts } from '../texts/language';
import { sharedTexts } from '../texts/shared.texts';

export interface PageSettings {
  readonly name: 'explore' | 'console';
  readonly title: string;
  /** Whose page it is. */
  readonly isFor: 'partner' | 'staff';
  readonly content: ReactNode;
}

export function startPage(settings: PageSettings): void {
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <LanguageProvider>
        <SessionProvider>
          <Page {...settings} />
        </SessionProvider>
      </LanguageProvider>
    </StrictMode>,
  );
}

function Page(settings: PageSettings) {
  const t = useTexts(sharedTexts);
  return (
    <>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <Header {...settings} />
      <EndedNote />
      <main id="content" tabIndex={-1}>
        <Gate {...settings} />
      </main>
    </>
  );
}

const here = (): string => `${window.location.pathname}${window.location.search}`;

/** The page itself once somebody is logged in whom it is for. */
function Gate({ name, isFor, content }: PageSettings) {
  const t = useTexts(sharedTexts);
  const { state, check } = useSession();
  if (window.location.pathname === `/${name}/logged-in`) {
    return (
      <section className="card narrow">
        <h1>{t.loggedInAgain}</h1>
        <p>{t.loggedInAgainText}</p>
      </section>
    );
  }
  if (state.kind === 'unknown') return <Progress />;
  if (state.kind === 'unreachable') {
    return (
      <section className="card narrow" role="alert">
        <p>{t.problems['UNREACHABLE']}</p>
        <Button onPress={() => void check()}>{t.again}</Button>
      </section>
    );
  }
  if (state.kind !== 'open') {
    return (
      <section className="card narrow">
        <h1>{t.logInTitle[name]}</h1>
        <p>{t.logInText[name]}</p>
        <a className="button" href={logInAddress(here())}>
          {t.logIn}
        </a>
      </section>
    );
  }
  if (state.actor.kind !== isFor) {
    return (
      <section className="card narrow" role="alert">
        <h1>{t.wrongKind}</h1>
        <p>{t.wrongKindText}</p>
      </section>
    );
  }
  return content;
}

/** Above the page, never instead of it: what was typed stays. */
function EndedNote() {
  const t = useTexts(sharedTexts);
  const { hasEnded, check } = useSession();
  if (!hasEnded) return null;
  const page = window.location.pathname.split('/')[1] ?? 'explore';
  return (
    <div className="banner" role="alert">
      <strong>{t.ended}</strong> {t.endedText}{' '}
      <a href={logInAddress(`/${page}/logged-in`)} target="_blank" rel="noopener">
        {t.logInElsewhere}
      </a>{' '}
      <Button onPress={() => void check()}>{t.goOn}</Button>
    </div>
  );
}

function Header({ name, title }: PageSettings) {
  const t = useTexts(sharedTexts);
  const { language, speak } = useLanguage();
  const { state } = useSession();
  useEffect(() => void (document.title = `Passant – ${title}`), [title]);
  return (
    <header className="top">
      <a className="brand" href={`/${name}`}>
        Passant <span>{title}</span>
      </a>
      <nav aria-label={t.language} className="languages">
        {LANGUAGES.map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => speak(one)}>
            {one === 'de' ? 'Deutsch' : 'English'}
          </button>
        ))}
      </nav>
      <Appearance />
      {state.kind === 'open' && (
        <form method="post" action="/session/logout" className="log-out">
          <span className="who">{state.actor.kind === 'staff' ? state.actor.staffId : null}</span>
          <button type="submit">{t.logOut}</button>
        </form>
      )}
    </header>
  );
}

const APPEARANCES = ['auto', 'light', 'dark'] as const;
type Appearance = (typeof APPEARANCES)[number];
const APPEARANCE_KEY = 'passant.appearance';

function Appearance() {
  const t = useTexts(sharedTexts);
  const [chosen, setChosen] = useState<Appearance>(
    () => APPEARANCES.find((one) => one === localStorage.getItem(APPEARANCE_KEY)) ?? 'auto',
  );
  useEffect(() => {
    document.documentElement.dataset['appearance'] = chosen;
    localStorage.setItem(APPEARANCE_KEY, chosen);
  }, [chosen]);
  return (
    <label className="appearance">
      <span>{t.appearance}</span>
      <select value={chosen} onChange={({ target }) => setChosen(target.value as Appearance)}>
        {APPEARANCES.map((one) => (
          <option key={one} value={one}>
            {t.appearances[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
