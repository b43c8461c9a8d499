import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { ENDING_PARTS, type EndingParts, EndingsService } from './endings.service';

type Parts = [DecisionsService, LinesService, StopListsService];
const toParts = (...[decisions, lines, stopLists]: Parts): EndingParts => ({ decisions, lines, stopLists });

@Module({
  imports: [DecisionsModule, RegistryModule, StopListsModule],
  providers: [
    EndingsService,
    {
      provide: ENDING_PARTS,
      inject: [DecisionsService, LinesService, StopListsService],
      useFactory: toParts,
    },
  ],
  exports: [EndingsService],
})
export class EndingsModule {}
