import { Inject, Injectable, Logger } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import { CLOCK, type Clock, HealthDetails, Metrics } from '@passant/platform';
import { CONSUMERS } from './domain/describe-effect';
import { type Confirmedness, judgeConfirmation } from './domain/judge-confirmation';
import { type Unconfirmed, UnconfirmedRepository } from './unconfirmed.repository';

const HOUR_MS = 3_600_000;

/**
 * Whether the places that hold rows confirm what they were told. After an hour an alarm (log, metrics, `/health`), after a day no
 * release of the market is cleared until they did.
 */
@Injectable()
export class ConsumersService {
  private readonly logger = new Logger('Consumers');
  /** Hours at which an alarm was raised last, by what it is about. */
  private readonly raised = new Map<string, number>();

  constructor(
    private readonly repository: UnconfirmedRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    metrics: Metrics,
    health: HealthDetails,
  ) {
    metrics.addGauge({
      name: 'passant_stop_list_unconfirmed_seconds',
      help: 'How long ago the oldest stop list was delivered that a place has not confirmed; 0: there is none.',
      label: 'consumer',
      values: CONSUMERS,
      read: async () => {
        const lists = await this.find();
        return new Map(CONSUMERS.map((consumer) => [consumer, longest(lists, consumer) / 1000]));
      },
    });
    health.add('stopLists', async () => worst(await this.find()));
  }

  /** Raises an alarm about each late list, and again each hour. */
  async watch(): Promise<void> {
    const late = (await this.find()).filter(({ confirmedness }) => confirmedness !== 'on-time');
    const names = new Set(late.map(toName));
    for (const name of this.raised.keys()) if (!names.has(name)) this.raised.delete(name);
    for (const { unconfirmedMs, ...list } of late) {
      const hours = Math.floor(unconfirmedMs / HOUR_MS);
      if ((this.raised.get(toName(list)) ?? 0) >= hours) continue;
      this.raised.set(toName(list), hours);
      this.logger.error({ event: 'stop-list.unconfirmed', ...list, hours });
    }
  }

  /** Whether releases of a market must wait. */
  async isBlocking(market: MarketId): Promise<boolean> {
    return (await this.find()).some((list) => list.market === market && list.confirmedness === 'blocking');
  }

  private async find(): Promise<
    (Omit<Unconfirmed, 'deliveredAt'> & { unconfirmedMs: number; confirmedness: Confirmedness })[]
  > {
    const now = this.clock.now().getTime();
    return (await this.repository.find()).map(({ deliveredAt, ...list }) => {
      const unconfirmedMs = Math.max(0, now - deliveredAt.getTime());
      return { ...list, unconfirmedMs, confirmedness: judgeConfirmation(unconfirmedMs) };
    });
  }
}

const toName = ({ consumer, market, period }: Pick<Unconfirmed, 'consumer' | 'market' | 'period'>): string =>
  `${consumer}/${market}/${period}`;

const longest = (lists: readonly { consumer: string; unconfirmedMs: number }[], consumer: string): number =>
  Math.max(0, ...lists.filter((list) => list.consumer === consumer).map(({ unconfirmedMs }) => unconfirmedMs));

const worst = (lists: readonly { confirmedness: Confirmedness }[]): Confirmedness =>
  (['blocking', 'late'] as const).find((word) => lists.some(({ confirmedness }) => confirmedness === word)) ??
  'on-time';
