import { createHash } from 'node:crypto';
import type { Day } from '@passant/contracts';
import { drawPermissions, toShareOf } from './consent';
import { Random } from './random';
import { RowWriter } from './row-writer';

/** What the registry holds of a line, made up. */
export interface Line {
  readonly number: string;
  readonly birthYear: number;
  readonly gender: 'm' | 'f' | '';
  readonly homeArea: string;
  readonly business: boolean;
}

export interface RegistryOptions {
  /** The same lines at each call. */
  readonly lines: () => Iterable<Line>;
  /** Share of lines that agree to place statistics, and how much it varies (see `ConsentOptions`). */
  readonly consentShare: number;
  readonly consentSpread: number;
  readonly firstDay: Day;
  readonly seed: number;
  readonly subscribersFile: string;
  readonly decisionsFile: string;
}

/** The notice that simulated people were shown when they decided: evidence refers to it by its hash. */
export const SIMULATED_NOTICE = [
  'Passant (simulated network): may statistics of places be made from where your phone is?',
  'They count people and never show one. Off unless you agree; agree for companies, for city planning, for both or for neither,',
  'and to each alone: where you are, how you move, where you live, your age and gender, how often you come back.',
  'You can change your mind at any time; it counts within minutes.',
].join('\n');
const NOTICE_SHA256 = createHash('sha256').update(SIMULATED_NOTICE).digest('hex');
const REFUSED_SHARE = 0.3;
const DAY_MS = 86_400_000;

/**
 * Writes `subscribers.csv` and `decisions.csv`. A line that agrees gives (place-statistics, presence) and most data kinds, for public
 * planning too where it agrees to that (`drawPermissions`); of the others 30 % refused in so many words and the rest never decided.
 * All decisions of a line are taken at once, before the first day.
 */
export async function writeRegistry(options: RegistryOptions): Promise<{ subscribers: number; consenting: number }> {
  const subscribers = new RowWriter(options.subscribersFile);
  const decisions = new RowWriter(options.decisionsFile);
  const random = new Random(options.seed, 5);
  const year = Number(options.firstDay.slice(0, 4));
  const toConsenting = ({ birthYear, gender, homeArea }: Line) => ({ age: year - birthYear - 1, gender, homeArea });
  const shareOf = toShareOf(mapLines(options.lines(), toConsenting), {
    share: options.consentShare,
    spread: options.consentSpread,
    seed: options.seed,
  });
  const firstDayMs = Date.parse(`${options.firstDay}T00:00:00Z`);
  let consenting = 0;
  subscribers.text('msisdn,birth_year,gender,home_area,contract_start,is_business').endRow();
  decisions
    .text('msisdn,purpose,data_kind,state,effective_from,evidence_notice_sha256,evidence_channel,evidence_time')
    .endRow();
  for (const line of options.lines()) {
    const { number, birthYear, gender, homeArea, business } = line;
    const contractStart = toDate(firstDayMs - (400 + random.below(2_000)) * DAY_MS);
    subscribers.text(`${number},${birthYear},${gender},${homeArea},${contractStart},${business}`);
    if (subscribers.endRow()) await subscribers.flush();

    // Decided between 300 and 3 days before the first day.
    const decidedAt = new Date(firstDayMs - 3 * DAY_MS - random.below(297 * 86_400) * 1_000);
    const time = `${decidedAt.toISOString().slice(0, 19)}Z`;
    const channel = random.chance(0.8) ? 'app' : 'shop';
    const decide = async (purpose: string, dataKind: string, state: string) => {
      decisions.text(`${number},${purpose},${dataKind},${state},${time},${NOTICE_SHA256},${channel},${time}`);
      if (decisions.endRow()) await decisions.flush();
    };
    const agrees = random.chance(shareOf(toConsenting(line)));
    const refuses = random.chance(REFUSED_SHARE);
    const permissions = drawPermissions(random);
    if (agrees) {
      consenting++;
      for (const { purpose, dataKind } of permissions) await decide(purpose, dataKind, 'given');
    } else if (refuses) {
      await decide('place-statistics', 'presence', 'refused');
    }
  }
  const count = subscribers.rows - 1;
  await subscribers.close();
  await decisions.close();
  return { subscribers: count, consenting };
}

const toDate = (instantMs: number): string => new Date(instantMs).toISOString().slice(0, 10);

function* mapLines<T>(lines: Iterable<Line>, to: (line: Line) => T): Generator<T> {
  for (const line of lines) yield to(line);
}
