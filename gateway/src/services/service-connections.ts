import { Pool } from 'undici';
import { SERVICES, type ServiceName } from '@passant/contracts';

export type ServiceAddresses = Readonly<Record<ServiceName, string>>;

const CONNECTIONS_PER_SERVICE = 64;
const KEEP_ALIVE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 1_000;

/** One pool of kept-alive connections a service, opened when first used: no service needs to be up when the gateway starts. */
export class ServiceConnections {
  private readonly pools: Readonly<Record<ServiceName, Pool>>;

  constructor(readonly addresses: ServiceAddresses) {
    const open = (service: ServiceName) =>
      new Pool(new URL(addresses[service]).origin, {
        connections: CONNECTIONS_PER_SERVICE,
        keepAliveTimeout: KEEP_ALIVE_MS,
        connect: { timeout: CONNECT_TIMEOUT_MS },
      });
    this.pools = Object.fromEntries(SERVICES.map((service) => [service, open(service)])) as Record<ServiceName, Pool>;
  }

  to(service: ServiceName): Pool {
    return this.pools[service];
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.pools).map((pool) => pool.destroy()));
  }
}
