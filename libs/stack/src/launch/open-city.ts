import { endOfDay, type Market } from '@passant/contracts';
import type { CitySummary } from '@passant/simulator';
import { prepareCity } from '../city/prepare-city';
import { GatewayClient } from '../gateway/gateway-client';
import type { Addresses } from '../processes/environments';
import { toMarket } from '../story/publish-zones';
import type { LaunchContext } from './context';
import { startFoundations } from './start-foundations';
import { migrate, startServices } from './start-services';

/** A city with its market, and everything that runs for it. */
export interface OpenCity {
  readonly city: CitySummary;
  readonly market: Market;
  readonly gateway: GatewayClient;
  readonly addresses: Addresses;
}

/** From an empty folder to services and a gateway that are healthy, and files of a city that nobody was told of yet. */
export async function openCity(context: LaunchContext): Promise<OpenCity> {
  const { signal } = context;
  const { addresses, secrets } = await startFoundations(context);
  signal.throwIfAborted();
  const city = await prepareCity(context);
  signal.throwIfAborted();
  await migrate(context, addresses);
  signal.throwIfAborted();
  const market = toMarket(city);
  addresses.clockOffsetSeconds = offsetBehind(city, market);
  await startServices(context, addresses, { withAccuracy: city.truthFile !== null });
  return { city, market, addresses, gateway: new GatewayClient(addresses.publicUrl, secrets.staff, signal) };
}

/** Data of days that are still to come by this machine's clock: the domain clock is put behind them. */
function offsetBehind({ days }: CitySummary, { timeZone }: Market): number {
  const end = endOfDay(days.at(-1)!, timeZone) + 3_600_000;
  return Math.max(0, Math.ceil((end - Date.now()) / 1000));
}
