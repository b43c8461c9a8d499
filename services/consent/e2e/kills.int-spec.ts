import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomInt, randomUUID } from 'node:crypto';
import { testStack, waitFor } from '@passant/testing';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../src/database/data-source';
import { DecisionsService } from '../src/decisions/decisions.service';
import { LinesService } from '../src/registry/lines.service';
import { ConsentApp, makeSurroundings, numberOf, subscribersCsv } from './consent-app';
import { ConsentProcess } from './consent-process';
import type { Page, PageClient } from './page-client';

/** In each round so many people say no at once, and the process is killed once some of them were told that it is done. */
const ROUNDS = 2;
const PEOPLE_A_ROUND = 4;
const people = Array.from({ length: ROUNDS * PEOPLE_A_ROUND }, (_, index) => numberOf(index));

describe('5.1, 5.8 a process that is killed', () => {
  const stack = testStack({ postgres: true, redis: true });
  const surroundings = makeSurroundings();
  let database: DataSource;
  let running: ConsentProcess;

  const sql = <Row>(query: string, parameters: unknown[] = []): Promise<Row[]> => database.query(query, parameters);

  beforeAll(async () => {
    const prepared = await ConsentApp.boot(stack, { surroundings, now: new Date().toISOString() });
    await prepared.approveMarket();
    await prepared.importPeople(people.map((number) => ({ number })));
    await prepared.close();
    database = await new DataSource(dataSourceOptions(stack.databaseUrl)).initialize();
    running = await ConsentProcess.start(stack, surroundings);
  }, 300_000);
  afterAll(async () => {
    await running.kill();
    await database.destroy();
  });

  it('in the middle of a file loses no row, takes none twice, and goes on where it was', async () => {
    const id = randomUUID();
    const lines = subscribersCsv(Array.from({ length: 12_000 }, (_, index) => ({ number: numberOf(10_000 + index) })))
      .trimEnd()
      .split('\n');
    lines[100] = 'not a row';
    lines[11_900] = 'not a row either';
    const whole = Buffer.from(`${lines.join('\n')}\n`);
    const cutOff = (async function* () {
      yield whole.subarray(0, (whole.length * 3) / 4);
      await new Promise(() => undefined); // the rest never comes
    })();
    const sending = running.put(`subscribers?import=${id}`, cutOff).catch(() => 'cut off');
    const find = () =>
      sql<{ done: number; rejected: number }>(
        `SELECT lines_done AS done, rejected FROM registry_import WHERE id = $1`,
        [id],
      );
    await waitFor(async () => ((await find())[0]?.done ?? 0) > 5000, { timeoutMs: 120_000 });
    await running.kill();
    expect(await sending).toBe('cut off');
    const [before] = await find();
    expect(before!.done).toBeLessThan(12_000);
    expect(before!.rejected).toBe(1);

    await running.restart();
    const report = await running.put(
      `subscribers?import=${id}`,
      (async function* () {
        yield whole;
      })(),
    );
    const problems = [101, 11_901].map((line) => ({ line, reason: 'malformed_row' }));
    expect(report).toEqual({ importId: id, imported: 11_998, unchanged: 0, rejected: 2, problems });
    expect(await sql(`SELECT count(*)::int AS lines FROM subscriber`)).toEqual([{ lines: 11_998 + people.length }]);
  }, 300_000);

  it('at any moment loses no withdrawal that somebody was told of', async () => {
    const pages: { number: string; browser: PageClient; check: Page }[] = [];
    for (const [index, number] of people.entries()) {
      const browser = running.browse(`198.51.100.${index + 1}`);
      await browser.logIn(number, () => running.codeFor(number));
      pages.push({ number, browser, check: await browser.get('/decide/withdraw') });
    }
    const told: string[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const submitting = pages.splice(0, PEOPLE_A_ROUND).map(async ({ number, browser, check }) => {
        if ((await browser.submit(check, '/decide/confirm')).path.startsWith('/decide/done')) told.push(number);
      });
      const enough = told.length + randomInt(0, PEOPLE_A_ROUND - 1);
      await waitFor(() => told.length > enough, { timeoutMs: 120_000, everyMs: 1 });
      await running.kill();
      await Promise.allSettled(submitting);
      await running.restart();
    }
    console.info(`killed ${ROUNDS} times: ${told.length} of ${people.length} people had been told`);
    await running.kill();
    // What the journal took is put back by the start after the kill, also where nobody could be told.
    const file = readFileSync(join(surroundings.folder, 'journal', 'withdrawals'), 'utf8');
    const journal = file.split('\n').filter((line) => line !== ''); // an empty line only tried whether it can be written
    const withdrawn = await sql<{ line: string }>(
      `SELECT DISTINCT subscriber_id AS line FROM decision WHERE state = 'withdrawn'`,
    );
    expect(withdrawn).toHaveLength(journal.length);
    const consent = await ConsentApp.boot(stack, { surroundings, now: new Date().toISOString() });
    const states = await Promise.all(
      told.map(async (number) => {
        const lines = await consent.app.get(LinesService, { strict: false }).findByNumber(number);
        return (await consent.app.get(DecisionsService, { strict: false }).getStates(lines)).get(
          'place-statistics/presence',
        );
      }),
    );
    await consent.close();
    expect(states).toEqual(told.map(() => 'withdrawn'));
  }, 300_000);
});
