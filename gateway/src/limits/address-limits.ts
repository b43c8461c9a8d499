import { isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { TooManyRequests } from '../errors';

const MINUTE_SECONDS = 60;

/** How often one address may come to a part of the addresses that anyone may come to. */
export class AddressLimits {
  private readonly come: RateLimiterMemory;

  constructor(requestsPerMinute: number) {
    this.come = new RateLimiterMemory({ points: requestsPerMinute, duration: MINUTE_SECONDS });
  }

  /** @throws TooManyRequests */
  async count(part: string, address: string): Promise<void> {
    try {
      await this.come.consume(`${part} ${toNetwork(address)}`);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      throw new TooManyRequests(Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)));
    }
  }
}

/** An IPv4 address; of IPv6 the network of 64 bits, since everybody at home has as many addresses in it as they like. */
export function toNetwork(address: string): string {
  if (!isIPv6(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  return parsed.isIPv4MappedAddress()
    ? parsed.toIPv4Address().toString()
    : parsed.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':');
}
