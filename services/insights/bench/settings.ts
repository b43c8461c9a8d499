import type { Day, MarketId, TimeZone, ZoneId, ZonePlanId } from '@passant/contracts';

export const MARKET = 'bench' as MarketId;
export const TIME_ZONE = 'Europe/Berlin' as TimeZone;
export const PLAN_ID = '99999999-9999-4999-8999-999999999999' as ZonePlanId;

/** How much is loaded and asked. */
export interface BenchSize {
  readonly zones: number;
  /** Flows are released between regions. */
  readonly regions: number;
  readonly from: Day;
  readonly days: number;
  readonly clients: number;
  /** Of each question, beside those that warm up. */
  readonly questions: number;
}

export const FULL: BenchSize = {
  ...{ zones: 300, regions: 30, from: '2025-01-01' as Day, days: 365, clients: 16, questions: 400 },
};
/** So small that only the shape of what comes out means something. */
export const QUICK: BenchSize = {
  ...{ zones: 60, regions: 5, from: '2025-01-01' as Day, days: 90, clients: 4, questions: 8 },
};

export const zoneName = (number: number): ZoneId => `Z-${String(number).padStart(3, '0')}` as ZoneId;
export const regionName = (number: number): ZoneId => `R-${String(number).padStart(2, '0')}` as ZoneId;

export interface BenchContext {
  readonly quick: boolean;
  readonly say: (what: string) => void;
}
