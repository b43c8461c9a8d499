import 'reflect-metadata';
import { bootService } from '@passant/platform';
import { readAccuracyEnvironment } from '../environment';
import { AccuracyModule } from './accuracy.module';

// Started instead of ../main.ts where the people are simulated, and only there.
const environment = readAccuracyEnvironment();
void bootService({ service: 'anonymisation', module: AccuracyModule.for(environment), environment });
