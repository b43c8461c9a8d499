import { Global, Module } from '@nestjs/common';
import { ActsRepository } from './acts.repository';
import { ActsResolver } from './acts.resolver';
import { ActsService } from './acts.service';

/** Global: every feature with a mutation needs it. */
@Global()
@Module({ providers: [ActsRepository, ActsService, ActsResolver], exports: [ActsService] })
export class ActsModule {}
