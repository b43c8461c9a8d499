import { Injectable } from '@nestjs/common';
import { firstDayOf, isMonth, monthOf, type ReleaseId } from '@passant/contracts';
import { parseFraction, TABLE_BOUNDS } from '@passant/privacy';
import { GatesService } from '../gates/gates.service';
import { PoliciesService } from '../policy/policies.service';
import { LedgerService, type Ledger } from '../releases/ledger.service';
import { ReleaseUnknown } from '../releases/releases.errors';
import { ReleasesService, statusOf, type StandingRelease } from '../releases/releases.service';
import { composeReport, type PrivacyReport, type ReportedGate, type ReportInput } from './domain/compose-report';
import { RedTeamRuns } from './red-team-run';

export type { PrivacyReport } from './domain/compose-report';

@Injectable()
export class ReportSources {
  constructor(
    readonly policies: PoliciesService,
    readonly ledger: LedgerService,
    readonly gates: GatesService,
    readonly redTeam: RedTeamRuns,
  ) {}
}

/** Privacy reports: everything about a release that is public, gathered for whoever must judge it. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly releases: ReleasesService,
    private readonly sources: ReportSources,
  ) {}

  /** @throws ReleaseUnknown */
  async get(releaseId: ReleaseId): Promise<PrivacyReport> {
    const [release] = await this.releases.findByIds([releaseId]);
    if (!release) throw new ReleaseUnknown();
    const { policies, ledger, redTeam } = this.sources;
    const { policy, version } = await policies.getVersion(release.policy.version);
    const lines = await ledger.findLines({ market: release.market, ...toSpan(release) });
    const { subscriberDays } = await ledger.describe(release.market, toSpan(release));
    const ofPeriod = lines.filter(({ period }) => period === release.period);
    const tables = new Set<string>(release.tables.map(({ table }) => table));
    return composeReport({
      release: toReported(release),
      policy: { policy, version },
      tables: release.tables.map(({ table, figures, published, suppressed, variance, tau }) => ({
        ...{ table, figures, published, suppressed },
        noiseSd: Math.sqrt(variance) / release.unitsPerPerson,
        tau: tau / release.unitsPerPerson,
      })),
      measurements: ofPeriod.flatMap(({ group, table, rho, sigmaSquared, tableSha256 }) =>
        tables.has(table) && tableSha256 !== null && release.groups.includes(group)
          ? [
              {
                group,
                table,
                ...{ sensitivitySquared: TABLE_BOUNDS[table].sensitivitySquared },
                sigmaSquared,
                rho: parseFraction(rho),
                tableSha256,
              },
            ]
          : [],
      ),
      ledger: ofPeriod.map(({ group, table, rho }) => ({ group, table, rho: parseFraction(rho) })),
      mostSpent: findMostSpent(release, subscriberDays),
      gate: await this.findGate(release),
      redTeam: await redTeam.findLatest(),
    });
  }

  private async findGate({ market, period, purpose }: StandingRelease): Promise<ReportedGate | null> {
    if (isMonth(period)) return null;
    const judged = await this.sources.gates.find({ market, from: period, to: period });
    const one = judged.find((day) => day.purpose === purpose);
    if (!one) return null;
    const { state, heldBy, notJudged, weeks } = one.verdict;
    const decision = one.decided && {
      decision: one.decided.decision,
      decidedAt: one.decided.decidedAt.toISOString(),
    };
    return { state, heldBy, notJudged, weeks, decision };
  }
}

/** Of a month the dearest of its days: whoever was in everything on it. */
function findMostSpent({ period }: StandingRelease, days: Ledger['subscriberDays']): ReportInput['mostSpent'] {
  const ofPeriod = days.filter(
    ({ day }) => day === period || (isMonth(period) && !isMonth(day) && monthOf(day) === period),
  );
  const [most] = ofPeriod.toSorted((a, b) => b.withPanelAndMonthDecimal - a.withPanelAndMonthDecimal);
  return most ? { rho: most.withPanelAndMonth, decimal: most.withPanelAndMonthDecimal } : null;
}

/** Ledger rows are asked for by day: those of a month carry its first. */
const toSpan = ({ period }: StandingRelease) => {
  const day = isMonth(period) ? firstDayOf(period) : period;
  return { from: day, to: day };
};

const toReported = (release: StandingRelease): ReportInput['release'] => ({
  releaseId: release.releaseId,
  market: release.market,
  period: release.period,
  product: release.product,
  purpose: release.purpose,
  status: statusOf(release),
  methodVersion: release.methodVersion,
  codeVersion: release.codeVersion,
  planId: release.planId,
  releasedAt: release.releasedAt.toISOString(),
  tableSha256: release.tableSha256,
  strata: release.extrapolation?.strata ?? null,
  panelMeasured: release.extrapolation?.panelMeasured ?? null,
  locationError: release.locationError,
});
