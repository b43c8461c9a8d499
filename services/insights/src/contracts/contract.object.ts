import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { GrainEnum } from '../graphql/grain';
import type { Contract, ContractEvent } from './contracts.service';
import { compareTerms } from './domain/compare-terms';
import type { Grain, Terms } from './domain/terms';

@ObjectType('ContractContact', { description: 'A shared mailbox of the partner.' })
export class ContractContactObject {
  @Field({ description: 'contract, technical, billing or privacy' })
  role: string;

  @Field()
  email: string;
}

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

  @Field(() => Int, { nullable: true, description: 'Published figures a local month of the market; null: no quota.' })
  figuresPerMonth: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'hard (refused beyond it) or soft (answered all the same; see usageMonths)',
  })
  quotaKind: string | null;

  @Field(() => Int, { nullable: true, description: 'Null: no limit of its own.' })
  questionsPerMinute: number | null;

  @Field(() => [String])
  exportFormats: string[];

  @Field(() => [String], { description: 'What nobody may do with the figures.' })
  prohibitions: string[];

  @Field(() => Int, { nullable: true, description: 'How long answers may be kept; null: no limit.' })
  retentionDays: number | null;

  @Field(() => [ContractContactObject])
  contacts: ContractContactObject[];
}

@ObjectType('TermChange', { description: 'A term that is not as in the version before.' })
export class TermChangeObject {
  @Field()
  term: string;

  @Field()
  before: string;

  @Field()
  after: string;

  @Field({ description: 'It entitles to more than before.' })
  raises: boolean;
}

@ObjectType('ContractAttestation', { description: 'What the buyer declared before a version came into force.' })
export class ContractAttestationObject {
  @Field(() => [String], { description: 'Uses that it will not make of figures.' })
  refusedUses: readonly string[];

  @Field(() => [String], { description: 'Kinds of buyer that it is not, and does not act for.' })
  refusedBuyers: readonly string[];

  @Field({ description: 'The role in which it was declared for the buyer.' })
  statedBy: string;

  @Field({ description: 'SHA-256 of the signed document.' })
  documentSha256: string;

  @Field()
  recordedBy: string;

  @Field(() => GraphQLISODateTime)
  recordedAt: Date;
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

  @Field(() => [TermChangeObject], { description: 'Against the version of the number before; empty for the first.' })
  changes: TermChangeObject[];

  @Field()
  createdBy: string;

  @Field(() => String, { nullable: true, description: 'Null: proposed, not in force.' })
  approvedBy: string | null;

  @Field(() => ContractAttestationObject, { nullable: true, description: 'Null: it cannot come into force yet.' })
  attestation: ContractAttestationObject | null;
}

@ObjectType('ContractEvent', { description: 'Something that happened to a contract.' })
export class ContractEventObject {
  @Field(() => GraphQLISODateTime)
  at: Date;

  @Field({
    description: 'draft, offer, sign, activate, suspend, resume, terminate, expire, propose, attest or approve',
  })
  what: string;

  @Field(() => String, { nullable: true, description: 'The state afterwards, where it changed.' })
  state: string | null;

  @Field(() => String, { nullable: true, description: 'Null: nobody did it, time did.' })
  staffId: string | null;

  @Field(() => String, { nullable: true })
  reason: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that it is about.' })
  version: number | null;
}

@ObjectType('Contract')
export class ContractObject {
  @Field(() => ID)
  id: string;

  clientId: string;

  @Field({ description: 'ordinary, pilot (a named buyer, until a day) or sandbox (simulated people, free)' })
  kind: string;

  @Field(() => String, { nullable: true, description: 'Of a pilot.' })
  namedBuyer: string | null;

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

export const toContractObject = ({ versions, market: _, ...contract }: Contract): ContractObject => ({
  ...contract,
  versions: versions.map(({ terms, effectiveFromMs, attestation, ...version }, index) => ({
    ...version,
    attestation: attestation && toAttestationObject(attestation),
    effectiveFrom: new Date(effectiveFromMs),
    terms: toTermsObject(terms),
    changes: index === 0 ? [] : compareTerms(versions[index - 1]!.terms, terms),
  })),
});

type Attestation = NonNullable<Contract['versions'][number]['attestation']>;
const toAttestationObject = ({ recordedAtMs, ...attestation }: Attestation): ContractAttestationObject => ({
  ...attestation,
  recordedAt: new Date(recordedAtMs),
});

export const toEventObject = ({ atMs, ...event }: ContractEvent): ContractEventObject => ({
  ...event,
  at: new Date(atMs),
});

const toTermsObject = ({ zones, history, price, quota, ...terms }: Terms): ContractTermsObject => ({
  ...terms,
  ...history,
  products: [...terms.products],
  allZones: zones === 'all',
  zoneIds: zones === 'all' ? [] : [...zones],
  priceMinorUnitsPerFigure: price.minorUnitsPerFigure,
  currency: price.currency,
  figuresPerMonth: quota?.figuresPerMonth ?? null,
  quotaKind: quota?.kind ?? null,
  exportFormats: [...terms.exportFormats],
  prohibitions: [...terms.prohibitions],
  contacts: [...terms.contacts],
});
