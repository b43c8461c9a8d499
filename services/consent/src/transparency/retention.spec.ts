import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMPLAINTS_KEPT_YEARS } from '../complaints/complaints.service';
import { ENDED_KEPT_DAYS } from '../endings/endings.service';
import { CODE_LIFE_DAYS } from '../letters/letter-codes.service';
import { LETTER_LASTS_DAYS } from '../letters/letters.service';
import { SENDS_KEPT_MS } from '../log-in/domain/limit-sends';
import { KEPT_MS, LONGEST_MONTH_MS } from '../periods/domain/plan-destruction';
import { CREDITS_KEPT_YEARS } from '../rewards/domain/choose-months';
import { DAY_SECONDS } from '../sms/text-messages.service';
import { RETENTION, type RetentionId } from './retention';
import { TRANSPARENCY_TEXTS } from './transparency-texts';

const HOUR_MS = 3_600_000;
const IN_WORDS = {
  PT24H: ['24 Stunden', '24 hours'],
  PT48H: ['48 Stunden', '48 hours'],
  P14D: ['14 Tage', '14 days'],
  P30D: ['30 Tage', '30 days'],
  P33D: ['33 Tage', '33 days'],
  P180D: ['180 Tage', '180 days'],
  P3Y: ['drei Jahre', 'three years'],
  P10Y: ['zehn Jahre', 'ten years'],
  contract: ['solange der Vertrag läuft', 'as long as the contract runs'],
  proof: ['als Nachweis, ohne Nummer', 'as proof, without the number'],
  unlimited: ['unbegrenzt', 'without limit'],
} as const;

/** A constant of another service, which may not be imported: read as it is written there. */
const constantOf = (file: string, name: string): string | undefined =>
  new RegExp(`${name} = ([^;]+);`).exec(readFileSync(join(__dirname, '../../..', file), 'utf8'))?.[1];

describe('what the public page says about how long what is kept', () => {
  it.each(RETENTION)('names $longest for $store, in German and English', ({ store, longest }) => {
    const [german, english] = IN_WORDS[longest];
    expect(TRANSPARENCY_TEXTS.de.stores[store]).toContain(german);
    expect(TRANSPARENCY_TEXTS.en.stores[store]).toContain(english);
  });

  it('is what the code does', () => {
    const longest = Object.fromEntries(RETENTION.map((each) => [each.store, each.longest]));
    expect(longest).toMatchObject({
      'ended-lines': `P${ENDED_KEPT_DAYS}D`,
      codes: `PT${SENDS_KEPT_MS / HOUR_MS}H`,
      'letter-codes': `P${CODE_LIFE_DAYS}D`,
      'text-messages': `PT${DAY_SECONDS / 3600}H`,
      letters: `P${LETTER_LASTS_DAYS}D`,
      rows: `PT${KEPT_MS / HOUR_MS}H`,
      keys: `PT${KEPT_MS / HOUR_MS}H`,
      'return-visits': `P${LONGEST_MONTH_MS / (24 * HOUR_MS)}D`,
      complaints: `P${COMPLAINTS_KEPT_YEARS}Y`,
      credits: `P${CREDITS_KEPT_YEARS}Y`,
    } satisfies Partial<Record<RetentionId, string>>);
  });

  it('is what the services that keep files and rows do', () => {
    expect(constantOf('ingestion/src/batches/batches.service.ts', 'LONGEST_LIFE_MS')).toBe('48 * 3_600_000');
    expect(constantOf('anonymisation/src/closes/deadlines.service.ts', 'UNKNOWN_AFTER_HOURS')).toBe('48');
    expect(constantOf('anonymisation/src/closes/domain/month-deadline.ts', 'AFTER_THE_MONTH_MS')).toBe('48 * HOUR_MS');
  });
});
