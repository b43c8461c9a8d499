import { Module, type DynamicModule } from '@nestjs/common';
import { AppModule } from '../app.module';
import { MEASUREMENT_OBSERVER } from '../closes/measurement-observer';
import type { AccuracyEnvironment } from '../environment';
import { CoverageObserver } from './coverage-observer';

@Module({})
export class AccuracyModule {
  /** The same service, with somebody who compares exact and noisy figures. */
  static for(environment: AccuracyEnvironment): DynamicModule {
    return {
      module: AccuracyModule,
      global: true,
      imports: [AppModule.for(environment)],
      providers: [{ provide: MEASUREMENT_OBSERVER, useValue: new CoverageObserver(environment.ACCURACY_FILE) }],
      exports: [MEASUREMENT_OBSERVER],
    };
  }
}
