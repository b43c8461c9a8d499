import { Module } from '@nestjs/common';
import { DecisionsModule } from '../decisions/decisions.module';
import { DecisionsService } from '../decisions/decisions.service';
import { LinesService } from '../registry/lines.service';
import { RegistryModule } from '../registry/registry.module';
import { StopListsModule } from '../stop-lists/stop-lists.module';
import { StopListsService } from '../stop-lists/stop-lists.service';
import { DECLARATION_PARTS, type DeclarationParts, DeclarationsService } from './declarations.service';

type Parts = [DecisionsService, LinesService, StopListsService];
const toParts = (...[decisions, lines, stopLists]: Parts): DeclarationParts => ({ decisions, lines, stopLists });

@Module({
  imports: [DecisionsModule, RegistryModule, StopListsModule],
  providers: [
    DeclarationsService,
    { provide: DECLARATION_PARTS, inject: [DecisionsService, LinesService, StopListsService], useFactory: toParts },
  ],
  exports: [DeclarationsService],
})
export class DeclarationsModule {}
