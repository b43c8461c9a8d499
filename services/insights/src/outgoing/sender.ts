import { lookup, type LookupAddress, type LookupOptions, promises } from 'node:dns';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, request } from 'undici';
import { isLoopbackAddress, isPublicAddress } from './is-public-address';

export interface OutgoingSettings {
  /** Development only: addresses of this machine may be called, also without TLS. */
  readonly mayCallThisMachine: boolean;
  /** Certificate authorities (PEM) trusted beside the public ones. */
  readonly authorities?: string;
}

/** A call to an address that a partner gave. */
export interface OutgoingCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal?: AbortSignal;
}

/** How a call ended. Nothing of what the other side wrote is kept. */
export type Delivery =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterSeconds: number | null }
  /** The name leads into a private network, or the address is not one to call at all. */
  | { readonly kind: 'not-allowed' }
  /** `reason`: a word without data, e.g. `ECONNREFUSED`. */
  | { readonly kind: 'unreachable'; readonly reason: string };

export type TargetProblem = 'not-a-url' | 'not-https' | 'has-credentials' | 'not-public';

const LONGEST_URL = 2048;
const CONNECT_MS = 5_000;
const ANSWER_MS = 10_000;
/** Of an answer's body, which nobody reads. */
const MOST_BYTES = 64 * 1024;
const NOT_PUBLIC = 'ENOTPUBLIC';

type LookupDone = (error: Error | null, addresses: string | LookupAddress[], family?: number) => void;

/**
 * Calls addresses that partners give, and only such on the public internet (server-side request forgery, OWASP API7): HTTPS, names
 * are looked up once and the connection goes to the very address that was judged, redirects are not followed, answers are
 * bounded in time and size.
 */
@Injectable()
export class OutgoingSender implements OnApplicationShutdown {
  private readonly agent: Agent;

  constructor(private readonly settings: OutgoingSettings) {
    const { authorities } = settings;
    this.agent = new Agent({
      connect: {
        timeout: CONNECT_MS,
        lookup: (hostname: string, options: LookupOptions, done: LookupDone) => this.lookUp(hostname, options, done),
        ...(authorities === undefined ? {} : { ca: [...rootCertificates, authorities] }),
      },
      headersTimeout: ANSWER_MS,
      bodyTimeout: ANSWER_MS,
      connections: 4,
      keepAliveTimeout: 1_000,
    });
  }

  /** Why an address is not called whatever its name leads to; undefined: it may be tried. */
  findProblem(given: string): TargetProblem | undefined {
    if (given.length > LONGEST_URL || !URL.canParse(given)) return 'not-a-url';
    const { protocol, username, password, hostname } = new URL(given);
    if (username !== '' || password !== '') return 'has-credentials';
    const host = hostname.replace(/^\[|\]$/g, '');
    const isOurs = this.settings.mayCallThisMachine && (host === 'localhost' || isLoopbackAddress(host));
    if (protocol !== 'https:' && !(protocol === 'http:' && isOurs)) return 'not-https';
    if (isIP(host) !== 0 && !this.mayCall(host)) return 'not-public';
    return undefined;
  }

  /** Whether its name leads anywhere that is not called, as it is looked up now. Who cannot be found now may be later. */
  async resolveProblem(url: string): Promise<TargetProblem | undefined> {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    const addresses = await promises.lookup(host, { all: true }).catch(() => []);
    return addresses.every(({ address }) => this.mayCall(address)) ? undefined : 'not-public';
  }

  /** Sends it once, as JSON where not said otherwise; never throws for what the other side does. */
  async post({ url, headers, body, signal }: OutgoingCall): Promise<Delivery> {
    if (this.findProblem(url) !== undefined) return { kind: 'not-allowed' };
    const limit = AbortSignal.timeout(CONNECT_MS + ANSWER_MS);
    try {
      const response = await request(url, {
        ...{ method: 'POST', body, dispatcher: this.agent },
        headers: { 'content-type': 'application/json', 'user-agent': 'passant', ...headers },
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
      });
      await response.body.dump({ limit: MOST_BYTES }).catch(() => undefined);
      return {
        ...{ kind: 'answered', status: response.statusCode },
        retryAfterSeconds: readSeconds(response.headers['retry-after']),
      };
    } catch (error) {
      const reason = toReason(error);
      return reason === NOT_PUBLIC ? { kind: 'not-allowed' } : { kind: 'unreachable', reason };
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private mayCall(address: string): boolean {
    return isPublicAddress(address) || (this.settings.mayCallThisMachine && isLoopbackAddress(address));
  }

  /** One address that must not be called spoils the name: else the answer would depend on which one is tried first. */
  private lookUp(hostname: string, options: LookupOptions, done: LookupDone): void {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return done(error, []);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => this.mayCall(address))) {
        return done(Object.assign(new Error('not a public address'), { code: NOT_PUBLIC }), []);
      }
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  }
}

/** `Retry-After` (RFC 9110, 10.2.3) in seconds; dates are not read. */
const readSeconds = (header: string | string[] | undefined): number | null =>
  typeof header === 'string' && /^\d{1,6}$/.test(header) ? Number(header) : null;

function toReason(error: unknown): string {
  // By shape: errors of sockets may come from another realm.
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return (
    ([code, name].find((word) => typeof word === 'string' && /^\w{2,60}$/.test(word)) as string | undefined) ??
    'unknown'
  );
}

/** @throws where the file cannot be read */
export const toOutgoingSettings = (given: {
  OUTGOING_LOOPBACK: boolean;
  OUTGOING_CA_FILE?: string | undefined;
}): OutgoingSettings => ({
  mayCallThisMachine: given.OUTGOING_LOOPBACK,
  ...(given.OUTGOING_CA_FILE === undefined ? {} : { authorities: readFileSync(given.OUTGOING_CA_FILE, 'utf8') }),
});
