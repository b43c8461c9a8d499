import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServiceName } from '@passant/contracts';
import { GatewayClient } from '../../../libs/stack/src/gateway/gateway-client';
import { Home } from '../../../libs/stack/src/home/home';
import type { Secrets } from '../../../libs/stack/src/home/secrets';
import type { LaunchContext } from '../../../libs/stack/src/launch/context';
import { Narrator } from '../../../libs/stack/src/launch/narrator';
import { startFoundations } from '../../../libs/stack/src/launch/start-foundations';
import { migrate, startServices } from '../../../libs/stack/src/launch/start-services';
import type { RunningRedis } from '../../../libs/stack/src/redis/start-redis';
import { freePort } from '../../../libs/stack/src/ports';
import { type Addresses, type Environment, serviceEnvironment } from '../../../libs/stack/src/processes/environments';
import { PeakMemory } from '../../../libs/stack/src/processes/peak-memory';
import { Supervisor } from '../../../libs/stack/src/processes/supervisor';
import { stopRedis } from './stop-redis';

/** Remembers which Redis it is, with every right: a test wipes it, another goes on without it. */
class FoundationsSupervisor extends Supervisor {
  redis!: RunningRedis;

  override addFoundation(role: string, foundation: Parameters<Supervisor['addFoundation']>[1]): void {
    if (role === 'redis') this.redis = foundation as RunningRedis;
    super.addFoundation(role, foundation);
  }
}

/** The processes that `npm start` starts, without its story: PostgreSQL and Redis stay, the services may be started anew at another time. */
export class RunningStack {
  readonly folder = mkdtempSync(join(tmpdir(), 'passant-e2e-'));
  readonly home = new Home(join(this.folder, 'home'));
  private readonly memory = new PeakMemory();
  private readonly stopping = new AbortController();
  private readonly foundations = new FoundationsSupervisor(this.memory);
  private services = new Supervisor(this.memory);
  private addresses!: Addresses;
  private secrets!: Secrets;
  private readonly said: string[] = [];

  static async start(clockOffsetSeconds: number): Promise<RunningStack> {
    // Its own Redis and databases, whatever the environment offers: tests wipe them.
    for (const name of Object.keys(process.env)) if (/^REDIS_URL$|_DATABASE_URL$/.test(name)) delete process.env[name];
    const stack = new RunningStack();
    try {
      stack.home.open({ data: undefined, people: 100, consent: 0.5, days: 1, seed: 1 });
      const { addresses, secrets } = await startFoundations(stack.context(stack.foundations));
      stack.secrets = secrets;
      const gatewayPort = await freePort();
      stack.addresses = { ...addresses, gatewayPort, publicUrl: `http://127.0.0.1:${gatewayPort}` };
      await migrate(stack.context(stack.services), stack.addresses);
      await stack.startServices(clockOffsetSeconds);
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  get url(): string {
    return this.addresses.publicUrl;
  }

  get redisUrl(): string {
    return this.foundations.redis.url;
  }

  /** Ends Redis, does something while there is none, and starts it again as it was. */
  async withoutRedis<T>(meanwhile: () => Promise<T>): Promise<T> {
    const again = await stopRedis(this.foundations.redis, this.home.redis);
    try {
      return await meanwhile();
    } finally {
      this.foundations.addFoundation('redis again', await again());
    }
  }

  serviceUrl(service: keyof Addresses['servicePorts']): string {
    return `http://127.0.0.1:${this.addresses.servicePorts[service]}`;
  }

  /** All variables that a service is started with: whatever it can reach is named here. */
  environmentOf(service: ServiceName): Environment {
    return serviceEnvironment(service, this.home, this.addresses);
  }

  get staff(): Secrets['staff'] {
    return this.secrets.staff;
  }

  client(): GatewayClient {
    return new GatewayClient(this.url, this.secrets.staff, this.stopping.signal);
  }

  /** Ends gateway and services as an operator would, and starts them at another time. */
  async restartServices(clockOffsetSeconds: number): Promise<void> {
    await this.services.stopAll();
    await this.startServices(clockOffsetSeconds);
  }

  /** Kills gateway and services all at once, does something while nothing runs, and starts them anew. */
  async killServices(meanwhile: () => Promise<void>): Promise<void> {
    await this.services.killAll();
    await meanwhile();
    await this.startServices(0);
  }

  async stop(): Promise<void> {
    this.stopping.abort(new Error('the test is over'));
    await this.services.stopAll();
    await this.foundations.stopAll();
    this.memory.stop();
    this.home.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async startServices(clockOffsetSeconds: number): Promise<void> {
    this.services = new Supervisor(this.memory);
    const addresses = { ...this.addresses, clockOffsetSeconds };
    await startServices(this.context(this.services), addresses, { withAccuracy: false });
  }

  private context(supervisor: Supervisor): LaunchContext {
    return {
      options: {
        city: { data: undefined, people: 100, consent: 0.5, days: 1, seed: 1 },
        home: this.home.directory,
        exit: true,
        json: false,
        help: false,
      },
      home: this.home,
      narrator: new Narrator({ write: (line: string) => this.said.push(line) > 0 }),
      supervisor,
      memory: this.memory,
      signal: this.stopping.signal,
    };
  }
}
