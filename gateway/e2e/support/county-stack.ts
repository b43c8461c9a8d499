import { addDays, type Day, dayAt, daysOf, firstDayOf, type Market, type Month, monthOf } from '@passant/contracts';
import type { Browser } from 'playwright-core';
import type { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { findBrowser, openBrowser } from '@passant/testing';
import { COUNTY_TIME_ZONE, countyMarket, writeCounty } from './county';
import { Operator } from './operator';
import type { Credentials } from './partner';
import { RunningStack } from './running-stack';

/** Long enough for a busy machine; an idle one needs a tenth. */
export const STORY_MS = 180_000;
export const ALL_PRODUCTS = [
  ...['presence', 'visitors', 'dwell', 'origin', 'affinity', 'flows', 'frequency'],
  ...['campaign', 'leaflets', 'forecast'],
];

/** A county with its stack, as it stands between two chapters of its story. */
export class County {
  readonly month = twoMonthsBefore(dayAt(Date.now(), COUNTY_TIME_ZONE));
  /** The last three days of the month: the only ones with files. */
  readonly days: readonly [Day, Day, Day];
  /** The first day of the month after. */
  readonly fourth: Day;
  /** The day after that: everybody goes one way. */
  readonly fifth: Day;
  readonly market: Market;
  stack!: RunningStack;
  gateway!: GatewayClient;
  operator!: Operator;
  browser: Browser | undefined;
  /** A partner of place statistics, and one of public planning: made by the chapter that sells to them. */
  shop!: Credentials;
  authority!: Credentials;

  constructor() {
    const [first, second, third] = daysOf(this.month).slice(-3);
    this.days = [first!, second!, third!];
    this.fourth = addDays(third!, 1);
    this.fifth = addDays(third!, 2);
    // A contract is sold from the first day of the month on: a month is asked about whole.
    this.market = countyMarket(firstDayOf(this.month));
  }

  /** Networks, zones, people and what they permit are there; nobody went anywhere yet. */
  async open(): Promise<void> {
    this.stack = await RunningStack.start(0);
    this.gateway = this.stack.client();
    this.operator = new Operator(this.gateway, this.market, this.stack.folder);
    await this.operator.openMarket(writeCounty(this.stack.folder, this.days[0]));
    this.browser = findBrowser() ? await openBrowser() : undefined;
  }

  async close(): Promise<void> {
    await this.browser?.close();
    await this.stack?.stop();
  }
}

/** So far back that its last days, and the day after them, are over whatever today is. */
function twoMonthsBefore(day: Day): Month {
  const before = (month: Month) => monthOf(addDays(`${month}-01` as Day, -1));
  return before(before(monthOf(day)));
}
