import { Module } from '@nestjs/common';
import { PanelsModule } from '../panels/panels.module';
import { ReleasesModule } from '../releases/releases.module';
import { GatesRepository } from './gates.repository';
import { GatesResolver } from './gates.resolver';
import { GateOutside, GatesService } from './gates.service';

@Module({
  imports: [PanelsModule, ReleasesModule],
  providers: [GatesRepository, GateOutside, GatesService, GatesResolver],
  exports: [GatesService],
})
export class GatesModule {}
