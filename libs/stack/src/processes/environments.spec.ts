import { HAND_OVERS, type HandOver, SERVICES, type ServiceName } from '@passant/contracts';
import { Home } from '../home/home';
import { gatewayEnvironment, serviceEnvironment } from './environments';

const home = new Home('/home-of-passant');
const at = {
  publicUrl: 'http://127.0.0.1:4000',
  gatewayPort: 4000,
  servicePorts: { consent: 1, ingestion: 2, anonymisation: 3, insights: 4 },
  databaseUrls: {
    consent: 'db:consent',
    ingestion: 'db:ingestion',
    anonymisation: 'db:anonymisation',
    insights: 'db:i',
  },
  redisUrl: (service: ServiceName) => `redis:${service}`,
  clockOffsetSeconds: 0,
  scratch: (service: ServiceName) => `/scratch/${service}`,
};
/** Folders and files under the home that a process is told of. */
const toldOf = (environment: Record<string, string>): string[] =>
  Object.values(environment).filter((value) => value.startsWith(home.directory));
const everybody = [
  ...SERVICES.map((service) => [service, toldOf(serviceEnvironment(service, home, at))] as const),
  ['gateway', toldOf(gatewayEnvironment(home, at))] as const,
];

describe('what the launcher tells a process', () => {
  test.each(everybody)('%s: no folder that the truth about simulated people lies in', (_name, folders) => {
    expect(folders.length).toBeGreaterThan(0);
    for (const folder of folders) expect(home.truthFile.startsWith(folder)).toBe(false);
  });

  test.each(everybody)('%s: of all secret stores only its own', (name, folders) => {
    const stores = folders.filter((folder) => folder.startsWith(home.file('secrets')));
    expect(stores).toEqual([home.file('secrets', name)]);
  });

  test.each(SERVICES.map((service) => [service]))('%s: of all hand-overs those that it gives or takes', (service) => {
    const expected = (Object.keys(HAND_OVERS) as HandOver[]).filter((name) => {
      const { from, to } = HAND_OVERS[name];
      return from === service || to.some((taker) => taker === service);
    });
    const told = toldOf(serviceEnvironment(service, home, at)).filter((folder) =>
      folder.startsWith(home.file('hand-overs')),
    );
    expect(told.sort()).toEqual(expected.map((name) => home.handOver(name)).sort());
  });

  test.each(SERVICES.map((service) => [service]))('%s: its own database and its own user of the queue', (service) => {
    expect(serviceEnvironment(service, home, at)).toMatchObject({
      DATABASE_URL: at.databaseUrls[service],
      REDIS_URL: `redis:${service}`,
    });
  });
});
