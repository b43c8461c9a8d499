import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HAND_OVERS, type HandOver, SERVICES, type ServiceName } from '@passant/contracts';
import { parse } from 'yaml';
import { repository } from '../launch/options';
import { handOversOf, handOverVariable } from '../processes/environments';
import { programs } from '../processes/programs';

interface Container {
  image: string;
  build?: { context: string; dockerfile: string; args: { PROJECT: string } };
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  ports?: string[];
  networks: string[];
  depends_on?: Record<string, { condition: string }>;
}
interface Compose {
  services: Record<string, Container>;
  volumes: Record<string, unknown>;
  networks: Record<string, unknown>;
}

const read = (...path: string[]) => readFileSync(join(repository, ...path), 'utf8');
const compose = parse(read('docker', 'compose.yaml'), { merge: true }) as Compose;
const container = (name: string): Container => {
  const found = compose.services[name];
  if (!found) throw new Error(`no container ${name}`);
  return found;
};
const projects = [
  ...SERVICES.map((service) => ({ name: service, folder: `services/${service}` })),
  { name: 'gateway', folder: 'gateway' },
];

/** Stands in for what `docker/.env` holds. */
const fill = (environment: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [
      name,
      String(value)
        .replace('${PASSANT_ENV:?}', 'development')
        .replace('${PUBLIC_URL:?}', 'http://127.0.0.1:4000')
        .replace(/\$\{\w+:\?\}/g, 'password')
        .replace(/\$\{\w+:-(\w*)\}/g, '$1'),
    ]),
  );

type Schema = { shape: Record<string, unknown>; safeParse(source: unknown): { success: boolean; error?: unknown } };

/** The schema of a project's `environment.ts`; by a computed path, so that the launcher does not come to depend on services. */
function environmentOf(folder: string): Schema {
  const module = jest.requireActual<Record<string, Schema>>(join(repository, folder, 'src', 'environment'));
  const schema = module['environmentSchema'] ?? module['gatewayEnvironment'];
  if (!schema) throw new Error(`${folder}/src/environment.ts exports no schema`);
  return schema;
}

describe('docker/compose.yaml', () => {
  test('has every service with its database and its migrations, Redis and the gateway, and nothing else', () => {
    const expected = SERVICES.flatMap((service) => [service, `${service}-migrate`, `${service}-database`]);

    expect(Object.keys(compose.services).sort()).toEqual([...expected, 'gateway', 'redis'].sort());
  });

  test.each(projects)(
    'gives $name exactly variables that its code knows, and all that it needs',
    ({ name, folder }) => {
      const schema = environmentOf(folder);
      const environment = fill(container(name).environment);

      const unknown = Object.keys(environment).filter((variable) => !(variable in schema.shape));
      expect(unknown).toEqual([]);
      const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
      expect(schema.safeParse(given).error).toBeUndefined();
    },
  );

  test.each(SERVICES)('migrates %s with the environment it serves with, before it serves', (service) => {
    expect(container(`${service}-migrate`).environment).toEqual(container(service).environment);
    expect(container(service).depends_on).toHaveProperty(
      [`${service}-migrate`, 'condition'],
      'service_completed_successfully',
    );
  });

  test.each(SERVICES)('starts %s with the commands of npm start, from files that the build makes', (service) => {
    expect(container(service).command).toEqual(['node', ...programs.serve(service)]);
    expect(container(`${service}-migrate`).command).toEqual(['node', ...programs.migrate(service)]);
    for (const [script] of [programs.serve(service), programs.migrate(service)]) {
      expect(existsSync(join(repository, script!.replace('/dist/', '/src/').replace(/\.js$/, '.ts')))).toBe(true);
    }
  });

  test('starts the gateway with the command of npm start', () => {
    expect(container('gateway').command).toEqual(['node', ...programs.gateway()]);
    expect(existsSync(join(repository, 'gateway', 'src', 'main.ts'))).toBe(true);
  });

  test.each(projects)('builds $name from the one Dockerfile, and that folder exists', ({ name, folder }) => {
    expect(container(name).build).toEqual({
      context: '..',
      dockerfile: 'docker/Dockerfile',
      args: { PROJECT: folder },
    });
    expect(existsSync(join(repository, folder, 'package.json'))).toBe(true);
  });

  test('sends the gateway to the ports that the services listen on, and shows only the gateway', () => {
    for (const service of SERVICES) {
      const port = container(service).environment?.['PORT'];
      expect(container('gateway').environment?.[`${service.toUpperCase()}_URL`]).toBe(`http://${service}:${port}`);
      expect(container(service).ports).toBeUndefined();
    }
    expect(container('gateway').ports).toEqual([
      `\${PASSANT_PORT:-4000}:${container('gateway').environment?.['PORT']}`,
    ]);
    expect(container('redis').ports).toBeUndefined();
  });

  test.each(SERVICES)('gives %s the hand-overs it gives or takes, the taken ones for reading only', (service) => {
    const { environment = {}, volumes = [] } = container(service);
    const handOvers = volumes.filter((volume) => volume.includes(':/hand-overs/'));

    expect(
      Object.keys(environment)
        .filter((name) => name.startsWith('HAND_OVER_'))
        .sort(),
    ).toEqual(handOversOf(service).map(handOverVariable).sort());
    expect(handOvers.sort()).toEqual(
      handOversOf(service)
        .map((name) => mount(name, service))
        .sort(),
    );
  });

  const mount = (name: HandOver, service: ServiceName) =>
    `${name}:/hand-overs/${name}${HAND_OVERS[name].from === service ? '' : ':ro'}`;

  test('keeps each database in a network that only its service enters', () => {
    for (const service of SERVICES) {
      const inside = Object.entries(compose.services).filter(([, { networks }]) =>
        networks.includes(`${service}-database`),
      );
      expect(inside.map(([name]) => name).sort()).toEqual(
        [service, `${service}-database`, `${service}-migrate`].sort(),
      );
    }
  });

  test('names only volumes and networks that it declares', () => {
    for (const { volumes = [], networks } of Object.values(compose.services)) {
      const named = volumes.map((volume) => volume.split(':')[0]!).filter((source) => !source.startsWith('.'));
      for (const name of named) expect(compose.volumes).toHaveProperty([name]);
      for (const name of networks) expect(compose.networks).toHaveProperty([name]);
    }
  });

  test('keeps the queue: append-only file, no eviction', () => {
    expect(container('redis').command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
  });
});

describe('docker/Dockerfile', () => {
  const ignored = read('docker', 'Dockerfile.dockerignore').split('\n');

  test('lets the accuracy entry point into no image, nor anything that starts it', () => {
    const [script] = programs.anonymisationWithAccuracy();
    const source = script!.replace('/dist/', '/src/').replace(/\/main\.js$/, '');

    expect(ignored).toContain(source);
    expect(read('docker', 'compose.yaml')).not.toContain('accuracy');
    expect(read('docker', 'Dockerfile')).toMatch(/rm -rf libs\/simulator libs\/stack libs\/testing/);
  });

  test('lets neither red team nor accuracy nor bench into an image: none of them can run where real people are', () => {
    const tools = ['redteam', 'accuracy', 'bench'].map((tool) => `services/anonymisation/${tool}`);
    for (const tool of tools) expect(existsSync(join(repository, tool))).toBe(true);
    expect(ignored).toEqual(expect.arrayContaining(tools));
  });

  test('lets no secret and nothing built elsewhere into the build', () => {
    expect(ignored).toEqual(
      expect.arrayContaining(['docker/secrets', 'docker/.env', '**/node_modules', '**/dist', '.passant']),
    );
  });

  test('makes a folder for every hand-over, owned by the account that runs', () => {
    const made = /for folder in ([^;]+);/.exec(read('docker', 'Dockerfile'))?.[1]?.split(' ');

    expect(made).toEqual(Object.keys(HAND_OVERS));
  });
});
