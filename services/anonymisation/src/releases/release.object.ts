import { Directive, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { TABLES_OF, type Table } from '@passant/contracts';
import { toFractionText } from '@passant/privacy';
import { toFirstDay } from './domain/period-columns';
import { countFigures, statusOf, type LedgerEntry, type StandingRelease } from './release';

@ObjectType('Measurement', { description: 'One noisy table of one group: noise drawn once, one ledger row.' })
export class MeasurementObject {
  @Field()
  group: string;

  @Field()
  table: string;

  @Field({ description: 'zCDP spent by one subscriber-day, an exact fraction: Δ² / (2σ²).' })
  rho: string;

  @Field(() => Float)
  sigmaSquared: number;

  @Field({ description: 'SHA-256 of the noisy table of this group, as on the ledger.' })
  tableSha256: string;
}

@ObjectType('ReleaseTable', { description: 'One table of a release, without its figures.' })
export class ReleaseTableObject {
  @Field()
  table: string;

  @Field(() => Int)
  figures: number;

  @Field(() => Int)
  published: number;

  @Field(() => Int)
  suppressed: number;

  @Field(() => Float, { description: 'Variance of the noise on one figure, in units², after least squares.' })
  variance: number;

  @Field(() => Float, { description: 'What a noisy figure must reach to be published, in units.' })
  tau: number;
}

@Directive('@shareable')
@ObjectType('LocationError', { description: 'Expected relative error from radio cells that cover several zones.' })
export class LocationErrorObject {
  @Field(() => Float)
  median: number;

  @Field(() => Float)
  p90: number;
}

@ObjectType('Release', { description: 'The published figures of one period, purpose and product: fixed for ever.' })
@Directive('@key(fields: "id")')
export class ReleaseObject {
  @Field(() => ID)
  id: string;

  @Field()
  market: string;

  @Field({ description: 'A day, YYYY-MM-DD; of frequency a month, YYYY-MM.' })
  period: string;

  @Field({ description: 'The first day of the period.' })
  day: string;

  @Field()
  product: string;

  @Field()
  purpose: string;

  @Field({
    description:
      'PUBLISHED; HELD by the quality gate until a person decides; DISCARDED by that person; WITHDRAWN where it was wrong. Its budget is spent in any case.',
  })
  status: string;

  @Field(() => String, { nullable: true })
  withdrawalReason: string | null;

  @Field(() => Float, {
    description: 'Variance of the noise on one figure of the first table as it was measured, in units².',
  })
  sigmaSquared: number;

  @Field(() => Float, { description: 'What a noisy figure of the first table must reach to be published, in units.' })
  tau: number;

  @Field(() => Int, { description: 'Units a person: 16 for presence, else 1.' })
  unitsPerPerson: number;

  @Field(() => Int, { description: 'All figures of the public domain.' })
  figures: number;

  @Field(() => Int)
  published: number;

  @Field(() => Int)
  suppressed: number;

  @Field(() => Int, { description: 'Figures of zones without coverage.' })
  noData: number;

  @Field(() => [ReleaseTableObject])
  tables: ReleaseTableObject[];

  @Field(() => Float, {
    nullable: true,
    description: 'People for one in the panel, median over rows; null: not extrapolated.',
  })
  extrapolationFactor: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'age-and-gender, gender-and-adult-share (public ages are missing), or total.',
  })
  extrapolationStrata: string | null;

  @Field(() => LocationErrorObject, { nullable: true, description: 'Stands beside the intervals; null: not known.' })
  locationError: LocationErrorObject | null;

  @Field({ description: 'The policy that the measurements were made under.' })
  policyName: string;

  @Field(() => Int)
  policyVersion: number;

  @Field(() => [MeasurementObject])
  measurements: MeasurementObject[];

  @Field({ description: 'SHA-256 of the noisy table before suppression.' })
  tableSha256: string;

  @Field({ description: 'The zone plan it was made over.' })
  planId: string;

  @Field()
  methodVersion: string;

  @Field({ description: 'The build that measured it.' })
  codeVersion: string;

  @Field()
  releasedAt: Date;
}

/** `ledger` holds at least the entries of the release's period. */
export function toReleaseObject(release: StandingRelease, ledger: readonly LedgerEntry[]): ReleaseObject {
  const { figures, published, suppressed } = countFigures(release);
  return Object.assign(new ReleaseObject(), {
    id: release.releaseId,
    market: release.market,
    period: release.period,
    day: toFirstDay(release.period),
    product: release.product,
    purpose: release.purpose,
    status: statusOf(release),
    withdrawalReason: release.withdrawal?.reason ?? null,
    sigmaSquared: release.sigmaSquared,
    tau: release.tables[0]!.tau,
    unitsPerPerson: release.unitsPerPerson,
    figures,
    published,
    suppressed,
    noData: figures - published - suppressed,
    tables: release.tables.map((table) => Object.assign(new ReleaseTableObject(), table)),
    extrapolationFactor: medianFactor(release),
    extrapolationStrata: release.extrapolation?.strata ?? null,
    locationError: release.locationError,
    policyName: release.policy.name,
    policyVersion: release.policy.version,
    measurements: toMeasurements(release, ledger),
    tableSha256: release.tableSha256,
    planId: release.planId,
    methodVersion: release.methodVersion,
    codeVersion: release.codeVersion,
    releasedAt: release.releasedAt,
  });
}

function toMeasurements(release: StandingRelease, ledger: readonly LedgerEntry[]): MeasurementObject[] {
  const tables: readonly Table[] = TABLES_OF[release.product];
  return ledger
    .filter(
      ({ market, period, table, group }) =>
        market === release.market &&
        period === release.period &&
        tables.includes(table) &&
        release.groups.includes(group),
    )
    .map(({ group, table, rho, sigmaSquared, tableSha256 }) =>
      Object.assign(new MeasurementObject(), { group, table, rho: toFractionText(rho), sigmaSquared, tableSha256 }),
    );
}

function medianFactor({ extrapolation }: StandingRelease): number | null {
  const factors = (extrapolation?.factors ?? []).flatMap((one) => (one ? [one.factor] : [])).sort((a, b) => a - b);
  return factors[Math.floor(factors.length / 2)] ?? null;
}
