import type { ServiceName } from '@passant/contracts';

/** A part of the gateway's addresses that a service answers itself. */
export interface ProxiedRoute {
  /** The address itself and everything below it. */
  readonly prefix: string;
  readonly service: ServiceName;
  /** Who may come: `anyone` is somebody whom the page or token endpoint authenticates itself. */
  readonly callers: 'anyone' | 'staff' | 'partners-and-staff';
  /** `streamed` bodies have no limit and no time-out; `small` ones are read whole, so that their hash is signed. */
  readonly body: 'small' | 'streamed';
  /** The gateway's own refusals in the shape of a standard; else `{ code, category, message }`. */
  readonly errors?: 'camara';
  readonly developmentOnly?: boolean;
  /** Pages of ours ask here too, by session. */
  readonly fromPages?: boolean;
  /** The service authenticates clients by their own `Authorization`, which travels beside the internal token. */
  readonly passesAuthorization?: boolean;
}

export const PROXIED_ROUTES: readonly ProxiedRoute[] = [
  { prefix: '/decide', service: 'consent', callers: 'anyone', body: 'small' },
  { prefix: '/transparency', service: 'consent', callers: 'anyone', body: 'small' },
  { prefix: '/dev/inbox', service: 'consent', callers: 'anyone', body: 'small', developmentOnly: true },
  { prefix: '/oauth2', service: 'insights', callers: 'anyone', body: 'small', passesAuthorization: true },
  { prefix: '/.well-known/oauth-authorization-server', service: 'insights', callers: 'anyone', body: 'small' },
  { prefix: '/invoices', service: 'insights', callers: 'anyone', body: 'small' },
  { prefix: '/exports', service: 'insights', callers: 'anyone', body: 'small' },
  ...(['/explore', '/console', '/assets'] as const).map(
    (prefix) => ({ prefix, service: 'insights', callers: 'anyone', body: 'small' }) as const,
  ),
  { prefix: '/ledger', service: 'anonymisation', callers: 'anyone', body: 'small' },
  { prefix: '/privacy-report', service: 'anonymisation', callers: 'anyone', body: 'small' },
  {
    ...{ prefix: '/population-density-data', service: 'insights', callers: 'partners-and-staff' },
    ...{ body: 'small', errors: 'camara' },
  },
  { prefix: '/registry/text-messages', service: 'consent', callers: 'staff', body: 'small' },
  { prefix: '/registry/letters', service: 'consent', callers: 'staff', body: 'small' },
  { prefix: '/registry', service: 'consent', callers: 'staff', body: 'streamed' },
  { prefix: '/uploads', service: 'ingestion', callers: 'staff', body: 'streamed', fromPages: true },
];
