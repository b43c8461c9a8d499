import { Global, Module } from '@nestjs/common';
import { StopsRepository } from './stops.repository';
import { StopsResolver } from './stops.resolver';
import { StopsOutside, StopsService } from './stops.service';

/** Global: panels, clearances, chores and the public page ask it. */
@Global()
@Module({ providers: [StopsRepository, StopsOutside, StopsService, StopsResolver], exports: [StopsService] })
export class StopsModule {}
