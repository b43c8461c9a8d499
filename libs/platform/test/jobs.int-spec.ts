import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { defineJob, type JobDefinition } from '@passant/contracts';
import { CapturedLogs, flushTestRedis, testEnvironment, testStack, waitFor } from '@passant/testing';
import Redis from 'ioredis';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  createDataSourceOptions,
  createService,
  DeadLetters,
  DomainError,
  HandlesJob,
  Inbox,
  JobNotReady,
  Jobs,
  type JobHandler,
  type JobToHandle,
  QueueDepths,
  runMigrations,
} from '../src';
import { Pruner } from '../src/jobs/pruner';
import { sampleModule } from './sample-service';

const effectWanted = defineJob({
  name: 'effect.wanted',
  from: ['consent'],
  to: ['consent'],
  schema: z.object({ what: z.string() }),
});

class NeverPossible extends DomainError {
  readonly code = 'NEVER_POSSIBLE';
  readonly category = 'invalid';

  constructor() {
    super('This can never be done.');
  }
}

/** What the handler does next, by payload. */
const scripts = new Map<string, (call: number) => Promise<void> | void>();
const calls = new Map<string, number>();

@HandlesJob(effectWanted, { concurrency: 4 })
class EffectProcessor implements JobHandler<typeof effectWanted> {
  constructor(private readonly inbox: Inbox) {}

  async handle({ rowId, payload }: JobToHandle<typeof effectWanted>): Promise<void> {
    const call = (calls.get(payload.what) ?? 0) + 1;
    calls.set(payload.what, call);
    await scripts.get(payload.what)?.(call);
    await this.inbox.once(rowId, effectWanted, async (manager) => {
      await manager.query('INSERT INTO effects (what) VALUES ($1)', [payload.what]);
    });
  }
}

const stack = testStack({ postgres: true, redis: true });
const fast = { relayEveryMs: 100, reconcileEveryMs: 100 };
const apps: NestFastifyApplication[] = [];
const logs = new CapturedLogs();
let app: NestFastifyApplication;
let dataSource: DataSource;

async function boot(
  providers: Type[],
  settings: { jobs?: readonly JobDefinition[]; redisUrl?: string } = {},
): Promise<NestFastifyApplication> {
  const environment = testEnvironment(stack, {
    LOG_LEVEL: 'debug' as const,
    REDIS_URL: settings.redisUrl ?? stack.redisUrl,
  });
  const module = sampleModule(environment, {
    providers,
    jobs: settings.jobs ?? [effectWanted],
    jobsOptions: fast,
    graphql: false,
  });
  const made = await createService({ service: 'consent', module, environment, logTo: logs });
  try {
    await made.init();
  } catch (error) {
    // A process would end now; Nest does not close what it could not begin.
    await made.get(DataSource).destroy();
    throw error;
  }
  apps.push(made);
  return made;
}

beforeAll(async () => {
  await runMigrations(createDataSourceOptions({ url: stack.databaseUrl, entities: [], migrations: [] }));
  app = await boot([EffectProcessor]);
  dataSource = app.get(DataSource);
  await dataSource.query('CREATE TABLE effects (what text NOT NULL)');
}, 60_000);
afterAll(async () => {
  for (const made of apps) await made.close();
});

const add = (what: string) => dataSource.transaction((manager) => app.get(Jobs).add(manager, effectWanted, { what }));
const countEffects = async (what: string): Promise<number> =>
  (await dataSource.query('SELECT count(*)::int AS n FROM effects WHERE what = $1', [what]))[0].n;
const rowOf = async (id: string) => (await dataSource.query('SELECT * FROM outbox WHERE id = $1', [id]))[0];
const isSettled = async (id: string) => (await rowOf(id)).settled_at !== null;

/** All that Redis holds about one ring. */
async function readJobHash(id: string): Promise<string> {
  const redis = new Redis(stack.redisUrl);
  try {
    return JSON.stringify(await redis.hgetall(`{consent}:effect.wanted:effect.wanted-${id}-0`));
  } finally {
    redis.disconnect();
  }
}

describe('the outbox', () => {
  it('leaves no job where the change was rolled back', async () => {
    const change = dataSource.transaction(async (manager) => {
      await app.get(Jobs).add(manager, effectWanted, { what: 'rolled back' });
      throw new Error('no');
    });
    await expect(change).rejects.toThrow('no');
    const [{ n }] = await dataSource.query(
      `SELECT count(*)::int AS n FROM outbox WHERE payload->>'what' = 'rolled back'`,
    );
    expect(n).toBe(0);
  });

  it('rings after commit, and the row is settled once the job is done', async () => {
    const id = await add('plain');
    await waitFor(() => isSettled(id));
    expect(await countEffects('plain')).toBe(1);
    expect((await rowOf(id)).ring).toBe(0);
  });

  it('refuses payloads that are not as defined or too large', async () => {
    const jobs = app.get(Jobs);
    const wrong = dataSource.transaction((manager) => jobs.add(manager, effectWanted, { what: 7 } as never));
    await expect(wrong).rejects.toMatchObject({ code: 'JOB_PAYLOAD_INVALID' });
    await expect(add('x'.repeat(70_000))).rejects.toMatchObject({ code: 'JOB_PAYLOAD_TOO_LARGE' });
  });

  it('relays a thousand rows', async () => {
    const whats = Array.from({ length: 1000 }, (_, index) => ({ what: `many ${index}` }));
    await dataSource.transaction((manager) => app.get(Jobs).addAll(manager, effectWanted, whats));
    await waitFor(
      async () => (await dataSource.query(`SELECT 1 FROM effects WHERE what LIKE 'many %'`)).length === 1000,
      {
        timeoutMs: 25_000,
      },
    );
  });
});

describe('the inbox', () => {
  it('does a row once, twice in a row', async () => {
    const rowId = randomUUID();
    const inbox = app.get(Inbox);
    let done = 0;
    const work = async () => void (done += 1);
    expect(await inbox.once(rowId, effectWanted, work)).toBe(true);
    expect(await inbox.once(rowId, effectWanted, work)).toBe(false);
    expect(done).toBe(1);
  });

  it('does a row once, two at once: the second waits', async () => {
    const rowId = randomUUID();
    const inbox = app.get(Inbox);
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    let done = 0;
    const first = inbox.once(rowId, effectWanted, async () => {
      await gate;
      done += 1;
    });
    const second = inbox.once(rowId, effectWanted, async () => void (done += 1));
    open();
    expect((await Promise.all([first, second])).sort()).toEqual([false, true]);
    expect(done).toBe(1);
  });

  it('forgets a row whose work failed, so that it can be done again', async () => {
    const rowId = randomUUID();
    const inbox = app.get(Inbox);
    await expect(inbox.once(rowId, effectWanted, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await inbox.once(rowId, effectWanted, () => Promise.resolve())).toBe(true);
  });
});

describe('the reconciler', () => {
  it('rings a job again whose ring was done and lost: no second effect', async () => {
    const id = await add('done and lost');
    await waitFor(() => isSettled(id));
    await dataSource.query('UPDATE outbox SET settled_at = NULL, ring = ring + 1, rung = false WHERE id = $1', [id]);
    await waitFor(() => isSettled(id));
    expect(calls.get('done and lost')).toBe(2);
    expect(await countEffects('done and lost')).toBe(1);
  });

  it('settles a row whose completed ring nobody had noted', async () => {
    const id = await add('not noted');
    await waitFor(() => isSettled(id));
    await dataSource.query('UPDATE outbox SET settled_at = NULL WHERE id = $1', [id]);
    await waitFor(() => isSettled(id));
    expect(calls.get('not noted')).toBe(1);
  });

  it('rings a failed job again, until it is done', async () => {
    scripts.set('fails first', (call) => {
      if (call <= 5) throw new Error('of 4915112345678');
    });
    const id = await add('fails first');
    await waitFor(() => isSettled(id), { timeoutMs: 25_000 });
    expect((await rowOf(id)).ring).toBeGreaterThan(0);
    expect(await countEffects('fails first')).toBe(1);
    expect(logs.text).not.toContain('4915112345678');
  });

  it('keeps the words of a failure out of Redis', async () => {
    scripts.set('tells', (call) => {
      if (call === 1) throw new Error('of 4915112345678');
    });
    const id = await add('tells');
    await waitFor(() => isSettled(id));
    const hash = await readJobHash(id);
    expect(hash).toContain('FAILED');
    expect(hash).not.toContain('4915112345678');
  });

  it('survives the loss of Redis midway: everything is done once', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const whats = Array.from({ length: 20 }, (_, index) => ({ what: `wiped ${index}` }));
    for (const { what } of whats) scripts.set(what, (call) => (call === 1 ? gate : undefined));
    await dataSource.transaction((manager) => app.get(Jobs).addAll(manager, effectWanted, whats));
    await waitFor(() => (calls.get('wiped 0') ?? 0) > 0);
    await flushTestRedis();
    open();
    await waitFor(
      async () => {
        const rows = await dataSource.query(`SELECT settled_at FROM outbox WHERE payload->>'what' LIKE 'wiped %'`);
        return rows.every((row: { settled_at: unknown }) => row.settled_at !== null);
      },
      { timeoutMs: 25_000 },
    );
    for (const { what } of whats) expect(await countEffects(what)).toBe(1);
  });

  it('lets a job wait that is not ready, without an alarm', async () => {
    const before = logs.lines.filter(({ event }) => event === 'job.failed').length;
    scripts.set('not ready', (call) => {
      if (call < 3) throw new JobNotReady('WAITS_FOR_TEST');
    });
    const id = await add('not ready');
    await waitFor(() => isSettled(id));
    expect((await rowOf(id)).ring).toBe(0);
    expect(calls.get('not ready')).toBe(3);
    expect(logs.lines.filter(({ event }) => event === 'job.failed').length).toBe(before);
  });
});

describe('a job that can never be done', () => {
  it('becomes a dead letter, and may be replayed', async () => {
    let isPossible = false;
    scripts.set('impossible', () => {
      if (!isPossible) throw new NeverPossible();
    });
    const id = await add('impossible');
    await waitFor(() => isSettled(id));
    expect(await rowOf(id)).toMatchObject({ dead_code: 'NEVER_POSSIBLE', ring: 0 });
    expect(calls.get('impossible')).toBe(1);
    expect(await app.get(DeadLetters).findAll()).toMatchObject([{ rowId: id, code: 'NEVER_POSSIBLE' }]);

    isPossible = true;
    await app.get(DeadLetters).replay(id, 'ada');
    await waitFor(async () => (await countEffects('impossible')) === 1);
    expect(await app.get(DeadLetters).findAll()).toEqual([]);
  });
});

describe('jobs of long ago', () => {
  const insertOutbox = async (columns: Record<string, string>) => {
    const id = randomUUID();
    const row = {
      id: `'${id}'`,
      job: `'effect.wanted'`,
      consumer: `'consent'`,
      payload: `'{"what":"old"}'`,
      ...columns,
    };
    await dataSource.query(`INSERT INTO outbox (${Object.keys(row).join()}) VALUES (${Object.values(row).join()})`);
    return id;
  };
  const daysAgo = (days: number) => `now() - interval '${days} days'`;

  it('are forgotten once they are done, little by little; those that are not done, or died, never', async () => {
    const done = (days: number) => insertOutbox({ settled_at: daysAgo(days), created_at: daysAgo(days + 1) });
    const [old, recent] = [await done(91), await done(89)];
    const waiting = await insertOutbox({ created_at: daysAgo(800), due_at: `now() + interval '1 day'` });
    const dead = await insertOutbox({ settled_at: daysAgo(800), created_at: daysAgo(800), dead_code: `'X'` });
    const [pastRow, knownRow] = [randomUUID(), randomUUID()];
    await dataSource.query(
      `INSERT INTO inbox (row_id, job, done_at)
       SELECT gen_random_uuid(), 'effect.wanted', ${daysAgo(401)} FROM generate_series(1, 2500)
       UNION ALL VALUES ('${pastRow}'::uuid, 'effect.wanted', ${daysAgo(401)}), ('${knownRow}', 'effect.wanted', ${daysAgo(399)})`,
    );

    expect(await app.get(Pruner).prune()).toEqual({ outbox: 1, inbox: 2501 });
    expect(await Promise.all([old, recent, waiting, dead].map(async (id) => (await rowOf(id)) !== undefined))).toEqual([
      ...[false, true, true, true],
    ]);
    const left = await dataSource.query('SELECT row_id FROM inbox WHERE row_id = ANY($1)', [[pastRow, knownRow]]);
    expect(left).toEqual([{ row_id: knownRow }]);
    expect(await app.get(Pruner).prune()).toEqual({ outbox: 0, inbox: 0 });
  });

  it('are not done where the inbox may have forgotten that they were, but wait for a person; a replay does them', async () => {
    const before = calls.get('old') ?? 0;
    const [young, old] = [
      await insertOutbox({ created_at: daysAgo(389), payload: `'{"what":"not too old"}'` }),
      await insertOutbox({ created_at: daysAgo(391) }),
    ];
    await waitFor(async () => (await isSettled(young)) && (await isSettled(old)));
    expect(await countEffects('not too old')).toBe(1);
    expect(await rowOf(old)).toMatchObject({ dead_code: 'JOB_TOO_OLD' });
    expect(calls.get('old') ?? 0).toBe(before);
    await app.get(DeadLetters).replay(old, 'ada');
    await waitFor(async () => (await countEffects('old')) === 1);
  });
});

describe('the boot fails', () => {
  const other = defineJob({ name: 'other.wanted', from: ['insights'], to: ['consent'], schema: z.object({}) });

  @HandlesJob(effectWanted)
  class SecondProcessor implements JobHandler<typeof effectWanted> {
    handle = () => Promise.resolve();
  }

  it('for a job without a handler', async () => {
    await expect(boot([EffectProcessor], { jobs: [effectWanted, other] })).rejects.toThrow('other.wanted: no handler');
  });

  it('for a job with two handlers', async () => {
    await expect(boot([EffectProcessor, SecondProcessor])).rejects.toThrow('effect.wanted: more than one handler');
  });

  it('for a handler of a job that does not come here', async () => {
    await expect(boot([EffectProcessor], { jobs: [] })).rejects.toThrow('effect.wanted: does not go to consent');
  });

  it('where Redis may evict keys', async () => {
    const redis = new Redis(stack.redisUrl);
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    try {
      await expect(boot([EffectProcessor])).rejects.toThrow('set it to noeviction');
    } finally {
      await redis.config('SET', 'maxmemory-policy', 'noeviction');
      redis.disconnect();
    }
  });
});

describe('the depths of queues', () => {
  it('say what is being done, what waits for a worker, and what waits to be tried again', async () => {
    const depths = app.get(QueueDepths);
    // What other tests left failed stays in the queue.
    const [{ failed } = { failed: 0 }] = await depths.findAll();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    // One more than are done at once.
    const whats = Array.from({ length: 5 }, (_, index) => `held ${index}`);
    for (const what of whats) scripts.set(what, () => gate);
    const ids = await Promise.all(whats.map(add));
    try {
      const held = { job: 'effect.wanted', waiting: 1, active: 4, delayed: 0, failed };
      // Jobs come one by one, and are taken one by one.
      await waitFor(async () => {
        const [found] = await depths.findAll();
        return found?.active === held.active && found.waiting === held.waiting;
      });
      expect(await depths.findAll()).toEqual([held]);
    } finally {
      open();
    }
    for (const id of ids) await waitFor(() => isSettled(id));
    scripts.set('later', () => {
      throw new JobNotReady('WAITS_FOR_TEST');
    });
    await add('later');
    await waitFor(async () => (await depths.findAll())[0]?.delayed === 1);
    scripts.set('later', () => undefined);
    await waitFor(async () => (await depths.findAll())[0]?.delayed === 0);
  });

  it('are said to be unknown while Redis is away', async () => {
    const { hostname, port } = new URL(stack.redisUrl);
    const sockets = new Set<Socket>();
    const door = createServer((socket) => {
      const redis = connect(Number(port), hostname);
      for (const [one, other] of [
        [socket, redis],
        [redis, socket],
      ] as const) {
        sockets.add(one);
        one.on('error', () => undefined).pipe(other);
      }
    });
    await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
    const redisUrl = new URL(stack.redisUrl);
    redisUrl.host = `127.0.0.1:${(door.address() as AddressInfo).port}`;
    const depths = (await boot([EffectProcessor], { redisUrl: redisUrl.href })).get(QueueDepths);
    expect(await depths.findAll()).toHaveLength(1);
    door.close();
    for (const socket of sockets) socket.destroy();
    await expect(depths.findAll()).rejects.toMatchObject({ code: 'QUEUE_UNREACHABLE', category: 'unavailable' });
  });
});
