import { bootService } from '@passant/platform';
import { appModule } from './app.module';
import { readEnvironment } from './environment';

const environment = readEnvironment();
void bootService({ service: 'consent', module: appModule(environment), environment });
