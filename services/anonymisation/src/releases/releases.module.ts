import { Module } from '@nestjs/common';
import { PanelsModule } from '../panels/panels.module';
import { MeasurementsRepository } from './measurements.repository';
import { MeasuringService } from './measuring.service';
import { PublishingService } from './publishing.service';
import { NOISE, systemNoise } from './random-source';
import { ReleasesRepository } from './releases.repository';
import { ReleasesResolver } from './releases.resolver';
import { ReleasesOutside, ReleasesService } from './releases.service';

@Module({
  imports: [PanelsModule],
  providers: [
    ReleasesRepository,
    MeasurementsRepository,
    ReleasesOutside,
    ReleasesService,
    MeasuringService,
    PublishingService,
    ReleasesResolver,
    { provide: NOISE, useFactory: systemNoise },
  ],
  exports: [ReleasesService, MeasuringService, PublishingService],
})
export class ReleasesModule {}
