import { Module } from '@nestjs/common';
import { ClientResolver } from './client.resolver';
import { ReleasePublishedProcessor } from './release-published.processor';
import { ReleaseUsedProcessor } from './release-used.processor';
import { ReleaseWithdrawnProcessor } from './release-withdrawn.processor';
import { ReleaseResolver } from './release.resolver';
import { ReleasesRepository } from './releases.repository';
import { ReleasesService } from './releases.service';

@Module({
  providers: [
    ReleasesRepository,
    ReleasesService,
    ReleasePublishedProcessor,
    ReleaseWithdrawnProcessor,
    ReleaseUsedProcessor,
    ReleaseResolver,
    ClientResolver,
  ],
  exports: [ReleasesService],
})
export class ReleasesModule {}
