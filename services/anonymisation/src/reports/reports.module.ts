import { Module } from '@nestjs/common';
import { GatesModule } from '../gates/gates.module';
import { PolicyModule } from '../policy/policy.module';
import { ReleasesModule } from '../releases/releases.module';
import { RedTeamRuns } from './red-team-run';
import { ReportRenderer } from './report-renderer';
import { ReportsController } from './reports.controller';
import { ReportsService, ReportSources } from './reports.service';

@Module({
  imports: [GatesModule, PolicyModule, ReleasesModule],
  controllers: [ReportsController],
  providers: [RedTeamRuns, ReportRenderer, ReportSources, ReportsService],
})
export class ReportsModule {}
