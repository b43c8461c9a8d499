import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { GrainEnum } from '../graphql/grain';
import type { Contract } from './contracts.service';
import type { Grain, Terms } from './domain/terms';

@ObjectType('ContractTerms')
export class ContractTermsObject {
  @Field()
  market: string;

  @Field()
  purpose: string;

  @Field(() => [String])
  products: string[];

  @Field({ description: 'All zones of the plan, whatever they are.' })
  allZones: boolean;

  @Field(() => [ID], { description: 'Empty where all zones are covered.' })
  zoneIds: string[];

  @Field(() => GrainEnum)
  finestGrain: Grain;

  @Field({ description: 'First local day that may be asked about.' })
  from: string;

  @Field(() => String, { nullable: true, description: 'Last local day; null: whatever is newest.' })
  to: string | null;

  @Field(() => Int, { description: 'Price of one published figure, in minor units of the currency.' })
  priceMinorUnitsPerFigure: number;

  @Field()
  currency: string;
}

@ObjectType('ContractVersion', { description: 'Immutable.' })
export class ContractVersionObject {
  @Field(() => ID)
  id: string;

  @Field(() => Int)
  number: number;

  @Field(() => GraphQLISODateTime)
  effectiveFrom: Date;

  @Field(() => ContractTermsObject)
  terms: ContractTermsObject;

  @Field()
  createdBy: string;

  @Field(() => String, { nullable: true, description: 'Null: proposed, not in force.' })
  approvedBy: string | null;
}

@ObjectType('Contract')
export class ContractObject {
  @Field(() => ID)
  id: string;

  clientId: string;

  @Field({ description: 'draft, offered, signed, active, suspended, terminated or expired' })
  state: string;

  @Field(() => GraphQLISODateTime, { nullable: true })
  validUntil: Date | null;

  @Field()
  createdBy: string;

  @Field(() => GraphQLISODateTime)
  createdAt: Date;

  @Field(() => [ContractVersionObject])
  versions: ContractVersionObject[];
}

export const toContractObject = ({ versions, ...contract }: Contract): ContractObject => ({
  ...contract,
  versions: versions.map(({ terms, effectiveFromMs, ...version }) => ({
    ...version,
    effectiveFrom: new Date(effectiveFromMs),
    terms: toTermsObject(terms),
  })),
});

const toTermsObject = ({ zones, history, price, products, ...terms }: Terms): ContractTermsObject => ({
  ...terms,
  ...history,
  products: [...products],
  allZones: zones === 'all',
  zoneIds: zones === 'all' ? [] : [...zones],
  priceMinorUnitsPerFigure: price.minorUnitsPerFigure,
  currency: price.currency,
});
