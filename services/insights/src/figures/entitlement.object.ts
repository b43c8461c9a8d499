import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GrainEnum } from '../graphql/grain';
import type { OwnEntitlement } from './own-entitlements.service';

@ObjectType('ReleasedSpan', { description: 'From when to when something of a released product is on sale.' })
export class ReleasedSpanObject {
  @Field({ description: 'presence, visitors, dwell, origin, flows or frequency' })
  product: string;

  @Field({ description: 'First local day, YYYY-MM-DD; of frequency a month, YYYY-MM.' })
  first: string;

  @Field({ description: 'Last one. There may be gaps in between.' })
  last: string;
}

@ObjectType('Entitlement', { description: 'What a contract in force lets its partner ask right now.' })
export class EntitlementObject {
  @Field(() => ID)
  contractId: string;

  @Field()
  market: string;

  @Field({ description: 'IANA name: days and months are local ones.' })
  timeZone: string;

  @Field()
  purpose: string;

  @Field(() => [String])
  products: string[];

  @Field({ description: 'Whether it covers every zone of the market.' })
  allZones: boolean;

  @Field(() => GrainEnum)
  finestGrain: OwnEntitlement['terms']['finestGrain'];

  @Field({ description: 'First local day that may be asked about.' })
  from: string;

  @Field(() => String, { nullable: true, description: 'Last local day; null: whatever is newest.' })
  to: string | null;

  @Field(() => [String])
  exportFormats: string[];

  @Field()
  currency: string;

  @Field(() => Int, { description: 'Per published figure.' })
  priceMinorUnitsPerFigure: number;

  @Field(() => Int, { nullable: true, description: 'Published figures a local month; null: no quota.' })
  figuresPerMonth: number | null;

  @Field(() => Int, { nullable: true, description: 'Of these, what this month still has.' })
  quotaLeft: number | null;

  @Field(() => [ReleasedSpanObject])
  released: ReleasedSpanObject[];
}

export const toEntitlementObject = ({
  contractId,
  timeZone,
  quotaLeft,
  spans,
  terms,
}: OwnEntitlement): EntitlementObject => ({
  ...{ contractId, timeZone, quotaLeft, market: terms.market, purpose: terms.purpose },
  ...{ products: [...terms.products], allZones: terms.zones === 'all', finestGrain: terms.finestGrain },
  ...{ from: terms.history.from, to: terms.history.to, exportFormats: [...terms.exportFormats] },
  ...{ currency: terms.price.currency, priceMinorUnitsPerFigure: terms.price.minorUnitsPerFigure },
  figuresPerMonth: terms.quota?.figuresPerMonth ?? null,
  released: spans.map((span) => ({ ...span })),
});
