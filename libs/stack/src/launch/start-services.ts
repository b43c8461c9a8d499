import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERVICES, type ServiceName } from '@passant/contracts';
import { StackProblem } from '../errors';
import { type Addresses, gatewayEnvironment, serviceEnvironment } from '../processes/environments';
import { programs } from '../processes/programs';
import type { LaunchContext } from './context';
import { repository } from './options';

/** Migrations are a step of their own, before anything serves. */
export async function migrate(context: LaunchContext, addresses: Addresses): Promise<void> {
  await context.narrator.stage('migrate', 'Migrating the databases', async () => {
    await Promise.all(
      SERVICES.map((service) =>
        context.supervisor.run({
          ...settingsOf(context, service, addresses),
          name: `${service} migration`,
          program: programs.migrate(service),
        }),
      ),
    );
    return { result: undefined, told: `${SERVICES.length} databases are current` };
  });
}

/** The four services and the gateway, each a process of its own; ready when all say they are healthy. */
export async function startServices(
  context: LaunchContext,
  addresses: Addresses,
  { withAccuracy }: { withAccuracy: boolean },
): Promise<void> {
  const { supervisor, signal } = context;
  await context.narrator.stage('services', 'Starting four services and the gateway', async () => {
    const services = SERVICES.map(async (service) => {
      const settings = settingsOf(context, service, addresses);
      const isObserved = service === 'anonymisation' && withAccuracy;
      const running = supervisor.start(isObserved ? observed(context, settings) : settings, 'service');
      await running.untilHealthy(`http://127.0.0.1:${addresses.servicePorts[service]}/health`, signal);
    });
    const gateway = supervisor.start(
      {
        name: 'gateway',
        program: programs.gateway(),
        currentDirectory: repository,
        environment: gatewayEnvironment(context.home, addresses),
        logFile: context.home.log('gateway'),
      },
      'gateway',
    );
    await Promise.all([...services, gateway.untilHealthy(`${addresses.publicUrl}/health`, signal)]);
    await checkIsOurs(context, addresses);
    return { result: undefined, told: `all healthy; the gateway is ${addresses.publicUrl}` };
  });
}

const settingsOf = ({ home }: LaunchContext, service: ServiceName, addresses: Addresses) => ({
  name: service as string,
  program: programs.serve(service),
  currentDirectory: repository,
  environment: serviceEnvironment(service, home, addresses),
  logFile: home.log(service),
});

const observed = ({ home }: LaunchContext, settings: ReturnType<typeof settingsOf>) => ({
  ...settings,
  program: programs.anonymisationWithAccuracy(),
  environment: { ...settings.environment, ACCURACY_FILE: home.accuracyFile },
});

/** Between choosing the gateway's port and listening on it somebody else may have taken it, perhaps with a gateway of their own. */
async function checkIsOurs({ home }: LaunchContext, { publicUrl, gatewayPort }: Addresses): Promise<void> {
  const key = createPublicKey(readFileSync(join(home.secretsOf('gateway'), 'staff-issuer.pem')));
  const answer = await fetch(`${publicUrl}/oidc/jwks`);
  if (answer.ok && (await answer.text()).includes(key.export({ format: 'jwk' }).x!)) return;
  throw new StackProblem(
    `Port ${gatewayPort} was taken by another program while the gateway started.`,
    'Start again, or set PASSANT_PORT to a free port.',
  );
}
