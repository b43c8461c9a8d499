import { createService } from '@passant/platform';
import type { Day, MarketId } from '@passant/contracts';
import { appModule } from '../src/app.module';
import { readEnvironment } from '../src/environment';
import { PanelsService } from '../src/panels/panels.service';

/** What the bench asks of the service beside its own doors: the panel of a day, as the job would. */
export interface PanelOrder {
  readonly market: MarketId;
  readonly day: Day;
}

async function main(): Promise<void> {
  const environment = readEnvironment();
  const app = await createService({ service: 'consent', module: appModule(environment), environment });
  await app.listen(environment.PORT, environment.HOST);
  process.on('message', ({ market, day }: PanelOrder) => {
    app
      .get(PanelsService, { strict: false })
      .issue(market, day, new AbortController().signal)
      .then(() => process.send!('issued'))
      .catch((error: unknown) => process.send!(`failed: ${error instanceof Error ? error.name : 'unknown'}`));
  });
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
}

main().catch(() => process.exit(1));
