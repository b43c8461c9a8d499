import { Module } from '@nestjs/common';
import { ContractsModule } from '../contracts/contracts.module';
import { FiguresModule } from '../figures/figures.module';
import { LinksModule } from '../links/links.module';
import { OauthModule } from '../oauth/oauth.module';
import { DownloadsController } from './downloads.controller';
import { DownloadRights, DownloadsService } from './downloads.service';
import { ExportRequestedProcessor } from './export-requested.processor';
import { ExportRunner, ExportSources } from './export-runner';
import { ExportSweeper } from './export-sweeper';
import { ExportsRepository } from './exports.repository';
import { ExportsResolver } from './exports.resolver';
import { ExportDesk, ExportsService } from './exports.service';

@Module({
  imports: [ContractsModule, FiguresModule, LinksModule, OauthModule],
  controllers: [DownloadsController],
  providers: [
    ...[ExportsRepository, ExportDesk, ExportsService, ExportSources, ExportRunner, ExportRequestedProcessor],
    ...[DownloadRights, DownloadsService, ExportSweeper, ExportsResolver],
  ],
})
export class ExportsModule {}
