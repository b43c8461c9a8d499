import { Inject, Injectable } from '@nestjs/common';
import { addDays, type Day, dayAt, daysOf, firstDayOf, type MarketId, type Month, monthOf } from '@passant/contracts';
import { CLOCK, type Clock } from '@passant/platform';
import { type KnownMarket, MarketsService } from '../markets/markets.service';
import { type KnownHolder, LinesService } from '../registry/lines.service';
import type { Language } from '../texts/kinds-of-buyer';
import { textsOf } from '../texts/texts-of';
import { AccrualsService } from './accruals.service';
import type { Earned } from './domain/accrue';
import { toMoneyText } from './domain/money-text';
import { nextMonth } from './domain/choose-months';
import { findPlan, type Plan, type Reward } from './domain/plan';
import { RewardsRepository } from './rewards.repository';

export const LINE_REWARD_PARTS = Symbol('LINE_REWARD_PARTS');
export interface LineRewardParts {
  readonly repository: RewardsRepository;
  readonly accruals: AccrualsService;
  readonly lines: LinesService;
  readonly markets: MarketsService;
}

interface LineRewards {
  readonly possible: readonly { readonly dataKind: Reward['dataKind']; readonly text: string }[];
  readonly earned: readonly { readonly when: string; readonly what: string }[];
}

type MonthCredit = Earned & { readonly month: Month; readonly isOpen: boolean };

/** What a line earned and could earn, in words. */
@Injectable()
export class LineRewardsService {
  constructor(
    @Inject(LINE_REWARD_PARTS) private readonly parts: LineRewardParts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async find(subscriberIds: readonly string[], language: Language): Promise<LineRewards> {
    const [holders, closed, plans] = await Promise.all([
      this.parts.lines.findHolders(subscriberIds),
      this.parts.repository.findCredits(subscriberIds),
      this.parts.repository.findPlans(null),
    ]);
    const credits: MonthCredit[] = closed.map((credit) => ({ ...credit, isOpen: false }));
    const possible: LineRewards['possible'][number][] = [];
    for (const [id, own] of byMarket(holders)) {
      const market = await this.parts.markets.find(id);
      const planned = plans.filter((plan) => plan.market === id);
      if (!market || planned.length === 0) continue;
      credits.push(...(await this.findOpen(market, planned, own)));
      possible.push(...toPossible(planned, dayAt(this.clock.now().getTime(), market.timeZone), language));
    }
    return { possible, earned: toEarned(credits, plans, language) };
  }

  /** Of months that are not closed: up to yesterday. */
  private async findOpen(
    market: KnownMarket,
    plans: readonly Plan[],
    lines: readonly KnownHolder[],
  ): Promise<MonthCredit[]> {
    const today = dayAt(this.clock.now().getTime(), market.timeZone);
    const known = await this.parts.repository.findMonths(market.id);
    const closed = new Set(known.filter(({ closedAt }) => closedAt).map(({ month }) => month));
    const first = monthOf(plans.map(({ effectiveFrom }) => effectiveFrom).sort()[0]!);
    const credits: MonthCredit[] = [];
    // A month that nobody closed for long is not worked out for a page.
    const oldest = monthOf(addDays(firstDayOf(monthOf(today)), -62));
    for (let month = first > oldest ? first : oldest; month <= monthOf(today); month = nextMonth(month)) {
      const days = daysOf(month).filter((day) => day < today);
      if (closed.has(month) || days.length === 0) continue;
      const earned = await this.parts.accruals.find(lines, { timeZone: market.timeZone, days, plans });
      credits.push(...[...earned.values()].flat().map((one) => ({ ...one, month, isOpen: true })));
    }
    return credits;
  }
}

function byMarket(holders: readonly KnownHolder[]): ReadonlyMap<MarketId, KnownHolder[]> {
  const markets = new Map<MarketId, KnownHolder[]>();
  for (const holder of holders) markets.set(holder.market, [...(markets.get(holder.market) ?? []), holder]);
  return markets;
}

/** What a yes of today earns: it counts from tomorrow, by tomorrow's plan, until another version begins. */
function toPossible(plans: readonly Plan[], today: Day, language: Language): LineRewards['possible'] {
  const tomorrow = addDays(today, 1);
  const plan = findPlan(plans, tomorrow);
  if (!plan) return [];
  const { perDay, benefitPerDay, until } = textsOf(language).rewards;
  const next = plans
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => day > tomorrow)
    .sort()[0];
  const end = next ? ` ${until(toDayText(addDays(next, -1), language))}` : '';
  return plan.rewards.map((reward) => ({
    dataKind: reward.dataKind,
    text:
      (reward.kind === 'credit'
        ? perDay(toMoneyText(reward.minorUnitsPerDay, plan.currency, language))
        : benefitPerDay(reward.names[language])) + end,
  }));
}

/** One row a month and currency or benefit, newest month first. */
function toEarned(credits: readonly MonthCredit[], plans: readonly Plan[], language: Language): LineRewards['earned'] {
  const { soFar, benefitDays } = textsOf(language).rewards;
  const rows = new Map<string, { first: MonthCredit; days: number; minorUnits: number; name: string }>();
  for (const credit of credits) {
    const plan = plans.find(({ id }) => id === credit.planId)!;
    const name = credit.kind === 'credit' ? plan.currency : nameOf(plan, credit.code, language);
    const key = [credit.month, credit.kind, credit.kind === 'credit' ? plan.currency : credit.code].join('/');
    const row = rows.get(key) ?? { first: credit, days: 0, minorUnits: 0, name };
    row.days += credit.days;
    row.minorUnits += credit.minorUnits;
    rows.set(key, row);
  }
  return [...rows]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([, { first, days, minorUnits, name }]) => {
      const what = first.kind === 'credit' ? toMoneyText(minorUnits, name, language) : benefitDays(name, days);
      return { when: toMonthText(first.month, language), what: first.isOpen ? soFar(what) : what };
    });
}

const nameOf = ({ rewards }: Plan, code: string, language: Language): string =>
  rewards.flatMap((reward) => (reward.kind === 'benefit' && reward.code === code ? reward.names[language] : []))[0] ??
  code;

const toLocale = (language: Language): string => (language === 'de' ? 'de-DE' : 'en-GB');

const toMonthText = (month: Month, language: Language): string =>
  new Intl.DateTimeFormat(toLocale(language), { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

const toDayText = (day: Day, language: Language): string =>
  new Intl.DateTimeFormat(toLocale(language), { timeZone: 'UTC', dateStyle: 'long' }).format(
    new Date(`${day}T00:00:00Z`),
  );
