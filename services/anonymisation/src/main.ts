import 'reflect-metadata';
import { sweepScratch } from '@passant/engine';
import { bootService } from '@passant/platform';
import { AppModule } from './app.module';
import { readEnvironment } from './environment';

const environment = readEnvironment();
void sweepScratch(environment.SCRATCH_DIR).then(() =>
  bootService({ service: 'anonymisation', module: AppModule.for(environment), environment }),
);
