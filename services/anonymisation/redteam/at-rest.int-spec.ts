import { openBytes } from '@passant/platform';
import { testStack } from '@passant/testing';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PublishingService } from '../src/releases/publishing.service';
import { dayMaker, MARKET, RunningService, stayers } from '../test/running-service';
import { pseudonymOf } from '../test/test-day';

// What suites R5 and R10 cannot ask of functions: the service itself, on its database, its queue and its hand-overs.
jest.setTimeout(120_000);

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const people = Array.from({ length: 60 }, (_, person) => person + 1);

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start();
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

async function aClosedDay() {
  const day = nextDay();
  await service.issuePanel(day);
  await service.completeDay(day, stayers(day, people), { dataKinds: ['presence', 'movement'] });
  await service.growStopList(day, 1, people.slice(0, 3));
  await service.clear(day, 1);
  await service.untilState(day, 'CLOSED');
  return day;
}

test('a release keeps its bytes when somebody of its day withdraws later, and whenever it is asked for', async () => {
  const day = await aClosedDay();
  const publishing = service.app.get(PublishingService, { strict: false });
  const bytes = async () => {
    const written = await publishing.writeAgain(MARKET, day);
    const files = await Promise.all(written.map(({ tables }) => service.store('releases').readBytes(tables)));
    return files.map((file) => file.toString('base64'));
  };
  const before = await bytes();
  const measured = await service.measured(day);
  await service.growStopList(day, 2, people.slice(0, 30));
  for (let again = 0; again < 5; again += 1) expect(await bytes()).toEqual(before);
  expect(await service.measured(day)).toEqual(measured);
});

describe('between batches', () => {
  /** Everything the database says, as text: `bytea` is in hexadecimal. */
  async function dumpDatabase(): Promise<string> {
    const tables = await service.dataSource.query<{ name: string }[]>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(8);
    const texts: string[] = [];
    for (const { name } of tables) {
      const rows = await service.dataSource.query<{ row: string }[]>(`SELECT one::text AS row FROM ${name} AS one`);
      texts.push(...rows.map(({ row }) => row));
    }
    return texts.join('\n');
  }

  const folders = () => {
    const { environment } = service;
    return Object.entries(environment)
      .filter(([name]) => name.startsWith('HAND_OVER_') || name === 'SCRATCH_DIR')
      .map(([, folder]) => String(folder));
  };

  function filesIn(folder: string): string[] {
    return readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesIn(path) : [path];
    });
  }

  test('neither the database nor any file at rest names a person of a closed or an open day', async () => {
    await aClosedDay();
    const open = nextDay();
    await service.issuePanel(open);
    await service.completeDay(open, stayers(open, people), { dataKinds: ['presence', 'movement'] });
    await service.growStopList(open, 1, people.slice(0, 3));

    const database = await dumpDatabase();
    const files = folders().flatMap(filesIn);
    expect(files.length).toBeGreaterThan(5);
    const contents = files.map((file) => readFileSync(file));
    // The search sees bytes: the seal's own first letters are found in both.
    expect(database).toContain(Buffer.from('PSNTSEA1').toString('hex'));
    expect(contents.some((content) => content.includes('PSNTSEA1'))).toBe(true);
    for (const person of people) {
      const pseudonym = pseudonymOf(person);
      // Without its zeros at the end: they would be found everywhere.
      const telling = pseudonym.subarray(0, 12);
      for (const form of [telling.toString('hex'), pseudonym.toString('base64').slice(0, 16)]) {
        expect(database.includes(form)).toBe(false);
        expect(contents.some((content) => content.includes(form))).toBe(false);
      }
      expect(contents.some((content) => content.includes(telling))).toBe(false);
    }
  });

  test('its own key opens rows with places and pseudonyms, and no number: where, not who', async () => {
    const day = nextDay();
    const segment = await service.putSegment(
      day,
      '018f0000-0000-4000-8000-0000000000aa' as never,
      stayers(day, people),
    );
    const sealed = await service.store('segments').readBytes(segment.file);
    const opened = await openBytes(service.keys, sealed);
    // Compressed: the engine must read it; that it opens at all is what somebody else's key does not do.
    expect(opened.length).toBeGreaterThan(100);
    await expect(openBytes(service.markKeys, sealed)).rejects.toThrow('sealed');
  });
});
