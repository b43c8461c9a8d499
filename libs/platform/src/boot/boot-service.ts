import { toSafeError } from '../errors/safe-error';
import { type BootSettings, createService } from './create-service';
import { createLogger } from './logger';

const LONGEST_STOP_MS = 28_000;

/**
 * Runs a service until SIGTERM or SIGINT, then drains and ends with 0. A boot that fails says why and ends with 1.
 */
export async function bootService(settings: BootSettings): Promise<void> {
  const { service, environment } = settings;
  const logger = createLogger({ service, level: environment.LOG_LEVEL, destination: settings.logTo });
  const stopped = new Promise<string>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });
  try {
    const app = await createService(settings);
    await app.listen(environment.PORT, environment.HOST);
    logger.info({ event: 'service.ready', url: await app.getUrl() });
    logger.info({ event: 'service.stopping', signal: await stopped });
    setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref();
    await app.close();
    logger.info({ event: 'service.stopped' });
    process.exit(0);
  } catch (error) {
    logger.fatal({ event: 'service.failed', error: toSafeError(error), reason: toReason(error) });
    process.exit(1);
  }
}

/** Errors of ours say what to do; other messages may quote data. */
const OWN = ['QueueUnusable', 'HandlersInvalid', 'EnvironmentInvalid', 'KeyFileInvalid'];
const toReason = (error: unknown): string | undefined =>
  error instanceof Error && OWN.includes(error.name) ? error.message : undefined;
