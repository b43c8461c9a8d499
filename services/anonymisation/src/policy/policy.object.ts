import { Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { budgetTable, figuresForZones, parsePolicy, toFractionText } from '@passant/privacy';
import type { PolicyRecord } from './policies.service';
import type { PolicyFile, PolicyVersion } from './policy';

@ObjectType('PolicyBudget', {
  description: 'What one table costs one subscriber-day (frequency: month), and what its noise is.',
})
export class PolicyBudgetObject {
  @Field()
  table: string;

  @Field({ description: 'zCDP that the table may cost, an exact fraction.' })
  rho: string;

  @Field({ description: 'zCDP that it costs, Δ² / (2σ²).' })
  spentRho: string;

  @Field(() => Int)
  sensitivitySquared: number;

  @Field(() => Float)
  sigmaSquared: number;

  @Field(() => Float, { description: 'People, before least squares.' })
  sd: number;

  @Field(() => Float, { nullable: true, description: 'People, after least squares.' })
  fittedSd: number | null;

  @Field(() => Float, { nullable: true, description: 'People from which on a figure is published, for 63 zones.' })
  tau: number | null;
}

@ObjectType('PolicyVersion', {
  description: 'How much privacy the tables may cost: in force for days closed after its approval.',
})
export class PolicyVersionObject {
  @Field(() => ID)
  version: string;

  @Field()
  name: string;

  @Field({ description: 'zCDP that all daily tables of a subscriber-day cost at most, an exact fraction.' })
  promisedRho: string;

  @Field(() => Int)
  leastPeople: number;

  @Field({ description: 'The policy file, JSON.' })
  file: string;

  @Field({ nullable: true, description: 'Null for the default that nobody had to propose.' })
  reason?: string;

  @Field({ nullable: true })
  proposedBy?: string;

  @Field({ nullable: true })
  proposedAt?: Date;

  @Field({ nullable: true })
  approvedBy?: string;

  @Field({ nullable: true })
  approvedAt?: Date;

  @Field(() => [PolicyBudgetObject])
  budget: PolicyBudgetObject[];
}

/** For how many zones the printed budget is: as in the documents. */
const PRINTED_ZONES = 63;

export const toVersionObject = ({ version, file }: PolicyVersion): PolicyVersionObject => toObject(version, file);

export const toRecordObject = (record: PolicyRecord): PolicyVersionObject =>
  Object.assign(toObject(record.version, record.file), {
    reason: record.reason,
    proposedBy: record.proposedBy,
    proposedAt: record.proposedAt,
    approvedBy: record.approvedBy,
    approvedAt: record.approvedAt,
  });

function toObject(version: number, file: PolicyFile): PolicyVersionObject {
  const budget = budgetTable(parsePolicy(file), figuresForZones(PRINTED_ZONES)).map((row) =>
    Object.assign(new PolicyBudgetObject(), {
      ...row,
      rho: toFractionText(row.rho),
      spentRho: toFractionText(row.spentRho),
    }),
  );
  const { name, promisedRho, leastPeople } = file;
  const text = JSON.stringify(file);
  return Object.assign(new PolicyVersionObject(), {
    version: String(version),
    name,
    promisedRho,
    leastPeople,
    file: text,
    budget,
  });
}
