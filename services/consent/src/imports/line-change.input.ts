import { Field, InputType, Int } from '@nestjs/graphql';
import type { SubscriberFields } from './domain/parse-subscriber';

@InputType()
export class LineChangeInput {
  @Field({ description: 'E.164' })
  msisdn: string;

  @Field(() => Int)
  birthYear: number;

  @Field(() => String, { nullable: true, description: 'm, f or nothing.' })
  gender?: string | null;

  @Field(() => String, { nullable: true, description: 'Id of an area of the zone plan.' })
  homeArea?: string | null;

  @Field({ description: 'First day of the contract (YYYY-MM-DD).' })
  contractStart: string;

  @Field(() => String, { nullable: true, description: 'Last day of the contract; nothing: it goes on.' })
  contractEnd?: string | null;

  @Field(() => String, { nullable: true, description: 'When the SIM card was changed last (ISO 8601).' })
  simChangedAt?: string | null;

  @Field(() => String, { nullable: true, description: 'Under which name the network sells it.' })
  brand?: string | null;

  @Field()
  isBusiness: boolean;
}

/** The same fields as a row of a file has: one reading of them for both. */
export const toSubscriberFields = (change: LineChangeInput): SubscriberFields => ({
  msisdn: change.msisdn,
  birth_year: String(change.birthYear),
  gender: change.gender ?? '',
  home_area: change.homeArea ?? '',
  contract_start: change.contractStart,
  contract_end: change.contractEnd ?? '',
  sim_changed_at: change.simChangedAt ?? '',
  is_business: String(change.isBusiness),
  brand: change.brand ?? '',
});
