import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, testStack, waitFor } from '@passant/testing';
import { dayMaker, RunningService, stayers } from '../../test/running-service';
import { AccuracyModule } from './accuracy.module';

const stack = testStack({ postgres: true, redis: true });
let service: RunningService;
const nextDay = dayMaker();
const file = join(temporaryFolder(), 'accuracy.json');

beforeAll(async () => {
  service = new RunningService(stack);
  await service.start(AccuracyModule.for({ ...service.environment, ACCURACY_FILE: file }));
  await service.approvePlan();
}, 60_000);
afterAll(() => service.end());

/** Presence, visitors (in all, by age, by gender, by both), dwell, origin, flows of three zones, for two purposes. */
const FIGURES_OF_A_DAY = 2 * 3 * (24 + 1 + 7 + 3 + 21 + 6 + 3 + 3 * 6);

test('the accuracy entry point adds up how many figures their noise intervals cover, and nothing else', async () => {
  for (const people of [[1, 2, 3], []]) {
    const day = nextDay();
    await service.issuePanel(day);
    await service.completeDay(day, stayers(day, people));
    await service.clear(day);
    await service.untilState(day, 'CLOSED');
  }
  await waitFor(async () => JSON.parse(readFileSync(file, 'utf8')).figures === 2 * FIGURES_OF_A_DAY);
  const totals = JSON.parse(readFileSync(file, 'utf8'));
  expect(Object.keys(totals)).toEqual(['figures', 'covered95']);
  expect(totals.covered95 / totals.figures).toBeGreaterThan(0.85);
});
