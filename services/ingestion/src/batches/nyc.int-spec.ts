import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { testStack } from '@passant/testing';
import { IngestionHarness } from '../../test/ingestion-harness';

const KIT = join(__dirname, '../../../../../shared/data/nyc');
const real = existsSync(join(KIT, 'events.csv.gz')) ? describe : describe.skip;
if (!existsSync(KIT)) console.warn(`skipped: the New York check-ins are not at ${KIT}`);

real('the New York check-ins, with everybody consenting', () => {
  const stack = testStack({ postgres: true, redis: true });
  let ingestion: IngestionHarness;
  beforeAll(async () => void (ingestion = await IngestionHarness.start(stack)), 60_000);
  afterAll(() => ingestion.stop());

  it('reads 147,938 rows of 250 local days, finds 458 duplicates, and waits once for all panels', async () => {
    const events = readFileSync(join(KIT, 'events.csv.gz'));
    const cells = readFileSync(join(KIT, 'cells.csv'), 'utf8');
    await ingestion.openMarket({ id: 'new-york', timeZone: 'America/New_York', country: 'US', cells });

    const batchId = await ingestion.upload('new-york', events);
    await ingestion.waitForState(batchId, 'WAITING_FOR_PANELS', 'FAILED');
    const requested = await ingestion.jobs<{ day: string }>('panel.requested');
    const numbers = gunzipSync(events).toString().trim().split('\n').slice(1);
    const people = [...new Set(numbers.map((line) => line.slice(0, line.indexOf(','))))];
    await ingestion.issuePanels(
      'new-york',
      requested.map(({ day }) => day),
      people,
    );
    const batch = await ingestion.waitForState(batchId, 'DONE', 'FAILED');

    expect(people).toHaveLength(1083);
    expect(batch.counters).toEqual({
      read: 147_938,
      accepted: 147_480,
      withoutConsent: 0,
      duplicate: 458,
      rejected: 0,
    });
    expect(batch.byDay).toHaveLength(requested.length);
    expect(batch.peakMemoryMegabytes).toBeLessThan(4000);
  }, 180_000);
});
