import type { ReactNode } from 'react';
import { Empty } from '../shared/kit/problem';
import { useView } from '../shared/page/use-view';
import { useTexts } from '../shared/texts/language';
import { ClientView } from './clients/client-view';
import { ClientsView } from './clients/clients-view';
import './console.css';
import { consoleTexts } from './console.texts';
import { ContractView } from './contracts/contract-view';
import { AmendView, DraftView } from './contracts/draft-views';
import { Link } from './kit/go';
import { Notices } from './kit/notice';
import { MarketsView } from './markets/markets-view';
import { ReleasesView } from './releases/releases-view';
import { StopsView } from './stops/stops-view';

/** A view by the word of the address, and what the address says it is about. */
const VIEWS: Readonly<Record<string, (about: (word: string) => string) => ReactNode>> = {
  clients: () => <ClientsView />,
  client: (about) => <ClientView key={about('client')} id={about('client')} />,
  draft: (about) => <DraftView key={about('client')} clientId={about('client')} />,
  contract: (about) => <ContractView key={about('contract')} id={about('contract')} />,
  markets: () => <MarketsView />,
  stops: () => <StopsView />,
  releases: () => <ReleasesView />,
  amend: (about) => <AmendView key={about('contract')} contractId={about('contract')} />,
};

/** What stands in the navigation, and which views belong to it. */
const NAVIGATION = [
  { name: 'clients', views: ['clients', 'client', 'draft', 'contract', 'amend'] },
  { name: 'markets', views: ['markets'] },
  { name: 'stops', views: ['stops'] },
  { name: 'releases', views: ['releases'] },
] as const;

export function Console() {
  const t = useTexts(consoleTexts);
  const { view } = useView();
  const name = view.get('view') ?? 'clients';
  const show = VIEWS[name];
  return (
    <Notices>
      <nav className="views" aria-label={t.views}>
        {NAVIGATION.map((one) => (
          <Link key={one.name} to={{ view: one.name }} isHere={one.views.some((other) => other === name)}>
            {t[one.name]}
          </Link>
        ))}
      </nav>
      {show ? (
        show((word) => view.get(word) ?? '')
      ) : (
        <Empty title={t.nothingHere}>
          <p>{t.nothingHereText}</p>
        </Empty>
      )}
    </Notices>
  );
}
