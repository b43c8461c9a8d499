import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type Day, dayAt, timeZoneSchema } from '@passant/contracts';
import type { Client } from 'pg';
import { peakMemoryDuring } from './peak-memory';
import { type BenchText, type ConsentRow, MARKET, secondsOf, toRow } from './row';
import type { Bench } from './running';

const TIME_ZONE = timeZoneSchema.parse('Europe/Berlin');

const YARDSTICK = `COPY (SELECT subscriber.id, number_sealed, birth_year, gender, home_area, state FROM subscriber JOIN decision ON subscriber_id = subscriber.id) TO '<file>'`;
export const PANEL_TEXT: BenchText = {
  title: 'yardstick of the panel: everything it is made of, copied out',
  text: YARDSTICK,
};

/** What the approval of a zone plan leaves. */
export const addMarket = (database: Client, firstDay: Day): Promise<unknown> =>
  database.query(
    `INSERT INTO market (id, name, country, time_zone, first_day, plan_id, plan_version, residents, home_areas, regions, region_of_area, zones)
     VALUES ($1, 'Bench', 'DE', $2, $3, gen_random_uuid(), 1, 600000, $4, '{}', '{}', '[]')`,
    [MARKET, TIME_ZONE, firstDay, ['mitte', 'ost', 'west', 'nord', 'sued']],
  );

/** A yes of everybody who has said nothing yet, as a row: all that a panel reads of an import, in a fraction of its time. */
export const writeYes = (database: Client): Promise<unknown> =>
  database.query(
    `INSERT INTO decision (id, submission_id, reference, subscriber_id, purpose, data_kind, state, decided_at, effective_from,
       origin, evidence)
     SELECT gen_random_uuid(), gen_random_uuid(), 'P-2345-6789', id, 'place-statistics', 'presence', 'given',
       '2026-01-01T10:00:00Z', '2026-01-01T10:00:00Z', 'import', '{"channel": "shop"}'
     FROM subscriber WHERE NOT EXISTS (SELECT FROM decision WHERE subscriber_id = subscriber.id)`,
  );

/** Issues the panel of a day some days back: no panel that the service itself is about to issue. */
export async function benchPanel(
  bench: Bench,
  database: Client,
  { lines, daysAgo }: { readonly lines: number; readonly daysAgo: number },
): Promise<ConsentRow> {
  const day = addDays(dayAt(Date.now(), TIME_ZONE), -daysAgo);
  const folder = join(bench.folder, `copied-${daysAgo}`);
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const yardstick = await secondsOf(() => database.query(YARDSTICK.replace('<file>', join(folder, 'rows'))));
  const { result: ours, peakMegabytes } = await peakMemoryDuring(bench.pid, () =>
    secondsOf(() => bench.issuePanel(MARKET, day)),
  );
  return toRow({ row: 'panel', count: lines, peakMegabytes, details: { engineMegabytes: 500 } }, { ours, yardstick });
}
