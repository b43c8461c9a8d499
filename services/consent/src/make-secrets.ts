import { DomainError, EnvironmentInvalid } from '@passant/platform';
import { readSecretsDirectory } from './environment';
import { createSecrets } from './secrets/secrets';

/** The first keys of a production deployment: once, by hand, into `SECRETS_DIR`. */
async function main(): Promise<void> {
  const directory = readSecretsDirectory();
  await createSecrets(directory);
  process.stdout.write(`The keys are in ${directory}. Keep a backup of them apart from that of the database.\n`);
}

main().catch((error: unknown) => {
  const isOurs = error instanceof DomainError || error instanceof EnvironmentInvalid;
  process.stderr.write(`${isOurs ? error.message : 'The keys could not be written.'}\n`);
  process.exitCode = 1;
});
