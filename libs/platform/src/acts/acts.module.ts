import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ActsRepository } from './acts.repository';
import { ActsService } from './acts.service';

/** For a service whose migrations made the tables. Global: every feature with a mutation needs it. */
@Module({})
export class ActsModule {
  /** @param resolver of `makeActsResolver` */
  static for(resolver: Type): DynamicModule {
    const providers = [ActsRepository, ActsService, resolver];
    return { module: ActsModule, global: true, providers, exports: [ActsService] };
  }
}
