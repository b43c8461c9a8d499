import { Directive, Field, Float, ID, Int, ObjectType } from '@nestjs/graphql';
import { toFractionText } from '@passant/privacy';
import type { LedgerEntry, StandingRelease } from './release';

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
}

@ObjectType('Release', { description: 'The published figures of one day, purpose and product: fixed for ever.' })
@Directive('@key(fields: "id")')
export class ReleaseObject {
  @Field(() => ID)
  id: string;

  @Field()
  market: string;

  @Field()
  day: string;

  @Field()
  product: string;

  @Field()
  purpose: string;

  @Field({ description: 'PUBLISHED, or WITHDRAWN where it was wrong: its budget stays spent.' })
  status: string;

  @Field(() => String, { nullable: true })
  withdrawalReason: string | null;

  @Field(() => Float, { description: 'Variance of the noise on one published figure, in units².' })
  sigmaSquared: number;

  @Field(() => Float, { description: 'What a noisy figure must reach to be published, in units.' })
  tau: number;

  @Field(() => Int, { description: 'Units a person: 16 for presence, 1 for dwell.' })
  unitsPerPerson: number;

  @Field(() => Int, { description: 'All figures of the public domain.' })
  figures: number;

  @Field(() => Int)
  published: number;

  @Field(() => Int)
  suppressed: number;

  @Field(() => Int, { description: 'Figures of zones without coverage.' })
  noData: number;

  @Field(() => Float, { nullable: true, description: 'People for one in the panel; null: not extrapolated.' })
  extrapolationFactor: number | null;

  @Field(() => [MeasurementObject])
  measurements: MeasurementObject[];

  @Field({ description: 'SHA-256 of the noisy table before suppression.' })
  tableSha256: string;

  @Field({ description: 'The zone plan it was made over.' })
  planId: string;

  @Field()
  methodVersion: string;

  @Field()
  releasedAt: Date;
}

/** `ledger` holds at least the entries of the release's day. */
export function toReleaseObject(release: StandingRelease, ledger: readonly LedgerEntry[]): ReleaseObject {
  const measurements = ledger.filter(
    ({ market, day, table, group }) =>
      market === release.market && day === release.day && table === release.product && release.groups.includes(group),
  );
  return Object.assign(new ReleaseObject(), {
    id: release.releaseId,
    market: release.market,
    day: release.day,
    product: release.product,
    purpose: release.purpose,
    status: release.withdrawal ? 'WITHDRAWN' : 'PUBLISHED',
    withdrawalReason: release.withdrawal?.reason ?? null,
    sigmaSquared: release.sigmaSquared,
    tau: release.tau,
    unitsPerPerson: release.unitsPerPerson,
    figures: release.figures,
    published: release.published,
    suppressed: release.suppressed,
    noData: release.figures - release.published - release.suppressed,
    extrapolationFactor: release.extrapolation?.factor ?? null,
    measurements: measurements.map(({ group, table, rho, sigmaSquared }) => ({
      group,
      table,
      rho: toFractionText(rho),
      sigmaSquared,
    })),
    tableSha256: release.tableSha256,
    planId: release.planId,
    methodVersion: release.methodVersion,
    releasedAt: release.releasedAt,
  });
}
