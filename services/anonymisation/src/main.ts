import 'reflect-metadata';
import { bootService } from '@passant/platform';
import { AppModule } from './app.module';
import { readEnvironment } from './environment';

const environment = readEnvironment();
void bootService({ service: 'anonymisation', module: AppModule.for(environment), environment });
