import { sweepScratch } from '@passant/engine';
import { bootService } from '@passant/platform';
import { appModule } from './app.module';
import { readEnvironment } from './environment';

const environment = readEnvironment();
void sweepScratch(environment.SCRATCH_DIR).then(() =>
  bootService({ service: 'consent', module: appModule(environment), environment }),
);
