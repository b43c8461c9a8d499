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
import { ImportsView } from './imports/imports-view';
import { Link } from './kit/go';
import { Notices } from './kit/notice';
import { type Role, useStaff } from './kit/staff';
import { MarketsView } from './markets/markets-view';
import { ActsView } from './oversight/acts-view';
import { ComplaintsView } from './oversight/complaints-view';
import { QueuesView } from './oversight/queues-view';
import { ReleasesView } from './releases/releases-view';
import { StopsView } from './stops/stops-view';
import { UsageView } from './usage/usage-view';

/** A view by the word of the address, and what the address says it is about. */
const VIEWS: Readonly<Record<string, (about: (word: string) => string) => ReactNode>> = {
  clients: () => <ClientsView />,
  client: (about) => <ClientView key={about('client')} id={about('client')} />,
  draft: (about) => <DraftView key={about('client')} clientId={about('client')} />,
  contract: (about) => <ContractView key={about('contract')} id={about('contract')} />,
  usage: (about) => <UsageView key={about('contract')} contractId={about('contract')} />,
  markets: () => <MarketsView />,
  stops: () => <StopsView />,
  releases: () => <ReleasesView />,
  imports: () => <ImportsView />,
  queues: () => <QueuesView />,
  acts: () => <ActsView />,
  complaints: () => <ComplaintsView />,
  amend: (about) => <AmendView key={about('contract')} contractId={about('contract')} />,
};

/** What stands in the navigation, which views belong to it, and for whom the services answer there. */
const NAVIGATION: readonly {
  readonly name: 'clients' | 'markets' | 'stops' | 'releases' | 'imports' | 'queues' | 'acts' | 'complaints';
  readonly views: readonly string[];
  readonly roles: readonly Role[];
}[] = [
  {
    name: 'clients',
    views: ['clients', 'client', 'draft', 'contract', 'amend', 'usage'],
    roles: ['admin', 'approver', 'privacy-officer'],
  },
  { name: 'markets', views: ['markets'], roles: ['admin', 'approver', 'privacy-officer', 'network-operator'] },
  { name: 'stops', views: ['stops'], roles: ['admin', 'approver', 'privacy-officer', 'network-operator', 'agent'] },
  { name: 'releases', views: ['releases'], roles: ['admin', 'approver', 'privacy-officer', 'network-operator'] },
  { name: 'imports', views: ['imports'], roles: ['admin', 'approver', 'privacy-officer', 'network-operator'] },
  { name: 'queues', views: ['queues'], roles: ['admin', 'privacy-officer'] },
  { name: 'acts', views: ['acts'], roles: ['admin', 'privacy-officer'] },
  { name: 'complaints', views: ['complaints'], roles: ['privacy-officer'] },
];

export function Console() {
  const t = useTexts(consoleTexts);
  const { view } = useView();
  const { may } = useStaff();
  const open = NAVIGATION.filter(({ roles }) => may(...roles));
  const name = view.get('view') ?? open[0]?.name ?? 'stops';
  const show = VIEWS[name];
  return (
    <Notices>
      <nav className="views" aria-label={t.views}>
        {open.map((one) => (
          <Link key={one.name} to={{ view: one.name }} isHere={one.views.includes(name)}>
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
