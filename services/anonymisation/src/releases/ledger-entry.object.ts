import { Field, Float, ObjectType } from '@nestjs/graphql';
import { toFractionText } from '@passant/privacy';
import type { PanelSizeLine } from '../panels/panels.service';
import type { LedgerEntry } from './release';

@ObjectType('LedgerEntry', {
  description:
    'Privacy spent on the subscriber-days of one day and group. A subscriber is in one group: their rows add up.',
})
export class LedgerEntryObject {
  @Field()
  market: string;

  @Field()
  day: string;

  @Field()
  group: string;

  @Field({ description: 'presence, dwell, or panel-size (drawn by consent, copied here).' })
  table: string;

  @Field({ description: 'zCDP, an exact fraction.' })
  rho: string;

  @Field(() => Float)
  sigmaSquared: number;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the noisy table before suppression.' })
  tableSha256: string | null;
}

export const toLedgerEntryObject = (entry: LedgerEntry): LedgerEntryObject =>
  Object.assign(new LedgerEntryObject(), {
    market: entry.market,
    day: entry.day,
    group: entry.group,
    table: entry.table,
    rho: toFractionText(entry.rho),
    sigmaSquared: entry.sigmaSquared,
    tableSha256: entry.tableSha256,
  });

/** A copy of consent's own row. */
export const toPanelSizeObject = ({ market, day, group, rho, sigmaSquared }: PanelSizeLine): LedgerEntryObject =>
  Object.assign(new LedgerEntryObject(), {
    market,
    day,
    group,
    table: 'panel-size',
    rho,
    sigmaSquared,
    tableSha256: null,
  });
