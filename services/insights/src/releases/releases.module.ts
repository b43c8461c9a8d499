import { Module } from '@nestjs/common';
import { ReleasePublishedProcessor } from './release-published.processor';
import { ReleaseWithdrawnProcessor } from './release-withdrawn.processor';
import { ReleasesRepository } from './releases.repository';
import { ReleasesResolver } from './releases.resolver';
import { ReleasesService } from './releases.service';

@Module({
  providers: [
    ReleasesRepository,
    ReleasesService,
    ReleasesResolver,
    ReleasePublishedProcessor,
    ReleaseWithdrawnProcessor,
  ],
  exports: [ReleasesService],
})
export class ReleasesModule {}
