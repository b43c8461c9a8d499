import { Field, Float, ObjectType } from '@nestjs/graphql';
import type { MarketId } from '@passant/contracts';
import { toFirstDay } from './domain/period-columns';
import type { LedgerLine } from './ledger.service';

@ObjectType('LedgerEntry', {
  description:
    'Privacy spent on the subscriber-days of one period and group. A subscriber is in one group: their rows add up.',
})
export class LedgerEntryObject {
  @Field()
  market: string;

  @Field({ description: 'A day, YYYY-MM-DD; of frequency and panel-strata a month, YYYY-MM.' })
  period: string;

  @Field({ description: 'The first day of the period.' })
  day: string;

  @Field()
  group: string;

  @Field({ description: 'A measured table; or panel-total, panel-strata (drawn by consent, copied here).' })
  table: string;

  @Field(() => String, { nullable: true, description: 'Of panel-total: whose panel.' })
  dataKind: string | null;

  @Field({ description: 'zCDP, an exact fraction.' })
  rho: string;

  @Field(() => Float)
  sigmaSquared: number;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the noisy table before suppression.' })
  tableSha256: string | null;
}

export const toLedgerEntryObject = (market: MarketId, line: LedgerLine): LedgerEntryObject =>
  Object.assign(new LedgerEntryObject(), { ...line, market, day: toFirstDay(line.period) });
