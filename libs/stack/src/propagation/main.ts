import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LaunchContext } from '../launch/context';
import { runOnStack } from '../launch/launch';
import { count } from '../launch/narrator';
import { openCity, type OpenCity } from '../launch/open-city';
import { sumCounters } from '../story/batches';
import { importRegistry } from '../story/import-registry';
import { declareSimulated } from '../story/launch-market';
import { publishZones } from '../story/publish-zones';
import { findBatches, takeIn } from '../story/take-in';
import { choosePeople } from './choose-people';
import { measureWithdrawals, readyToWithdraw, type TimesToEffect } from './measure-withdrawals';
import { readPublished } from './read-published';

const USAGE = `npm run bench -- propagation [--quick] [--people=N] [--days=N] [--withdrawals=N] [--json]
  How long it takes until a withdrawal is effective everywhere: people of a simulated city withdraw on the decision page, first while
  the rows of living days lie at rest, then while another file is taken in.
  --people=N       subscribers to simulate (50000)
  --days=N         days whose rows are there; one more is taken in meanwhile (2)
  --withdrawals=N  withdrawals each time (200)
`;
const FULL = { people: 50_000, days: 2, withdrawals: 200 };
const QUICK = { people: 5_000, days: 1, withdrawals: 20 };
const PER_SECOND = 2;

type Sizes = typeof FULL;

interface Row extends TimesToEffect {
  readonly row: 'propagation-at-rest' | 'propagation-while-taking-in';
  readonly withdrawalsPerSecond: number;
  readonly livingDays: number;
  /** Accepted rows of all living days when it began. */
  readonly rowsAtRest: number;
}

/** The command line; undefined: it is not understood. */
function readOptions(words: readonly string[]): { sizes: Sizes; json: boolean; quick: boolean } | undefined {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const { values } = parseArgs({
      args: words.filter((word) => word !== 'propagation'),
      options: { people: text, days: text, withdrawals: text, quick: flag, json: flag },
    });
    const known = values.quick ? QUICK : FULL;
    const told = (name: keyof Sizes): number => Number(values[name] ?? known[name]);
    const sizes = { people: told('people'), days: told('days'), withdrawals: told('withdrawals') };
    const isGood = Object.values(sizes).every((size) => Number.isInteger(size) && size > 0) && sizes.people >= 100;
    return isGood ? { sizes, json: values.json ?? false, quick: values.quick ?? false } : undefined;
  } catch {
    return undefined;
  }
}

async function measure(context: LaunchContext, { days, withdrawals }: Sizes): Promise<Row[]> {
  const opened = await openCity(context);
  const { city, market, gateway } = opened;
  await publishZones(context, gateway, { market, city });
  await declareSimulated(gateway, { id: market.id, firstDay: city.days[0]!, isSimulated: true });
  await importRegistry(context, gateway, { market: market.id, city });
  const isLast = ({ name }: { name: string }): boolean => name === city.events.at(-1)!.name;
  const atRest = { ...city, events: city.events.filter((file) => !isLast(file)) };
  await takeIn(context, gateway, { market: market.id, city: atRest });

  const people = await withPeople(context, opened, 2 * withdrawals);
  const half = Math.ceil(people.length / 2);
  const rowsAtRest = await countAccepted(opened);
  context.narrator.say(`  ${count(rowsAtRest)} rows of ${days} living day(s) lie at rest.`);
  const facts = { withdrawalsPerSecond: PER_SECOND, livingDays: days, rowsAtRest };
  const resting = await tell(context, 'the rows are at rest', () =>
    measureWithdrawals(people.slice(0, half), { perSecond: PER_SECOND }),
  );
  const [busy] = await Promise.all([
    tell(context, 'another file is taken in', () => measureWithdrawals(people.slice(half), { perSecond: PER_SECOND })),
    takeIn(context, gateway, { market: market.id, city }),
  ]);
  context.narrator.say(
    `  as everybody may read it on /transparency: ${await readPublished(opened.addresses.publicUrl)}`,
  );
  return [
    { row: 'propagation-at-rest', ...facts, ...resting },
    { row: 'propagation-while-taking-in', ...facts, ...busy },
  ];
}

const withPeople = (context: LaunchContext, { city, addresses }: OpenCity, wanted: number) =>
  context.narrator.stage('log-in', `Logging in ${wanted} people`, async () => {
    const ready = await readyToWithdraw(addresses.publicUrl, await choosePeople(city, wanted));
    return { result: ready, told: `${count(ready.length)} stand before the last question` };
  });

const tell = (context: LaunchContext, what: string, work: () => Promise<TimesToEffect>): Promise<TimesToEffect> =>
  context.narrator.stage(what, `People withdraw while ${what}`, async () => {
    const times = await work();
    const { withdrawals, p50Seconds, p95Seconds, maxSeconds } = times;
    return {
      result: times,
      told: `${withdrawals} withdrawals effective after ${p50Seconds} s (p50), ${p95Seconds} s (p95), ${maxSeconds} s (last)`,
    };
  });

async function countAccepted({ gateway, market }: OpenCity): Promise<number> {
  return sumCounters(await findBatches(gateway, market.id)).accepted;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const { sizes, json, quick } = options;
  const home = mkdtempSync(join(tmpdir(), 'passant-bench-propagation-'));
  const city = { data: undefined, people: sizes.people, consent: 0.5, days: sizes.days + 1, seed: 1 };
  const machine = {
    ...{ cores: cpus().length, cpu: cpus()[0]?.model },
    ...{ memoryGigabytes: Math.round(totalmem() / 1e9), node: process.version },
  };
  try {
    process.exitCode = await runOnStack({ city, home, exit: true, json, help: false }, async (context) => ({
      ...{ rows: await measure(context, sizes), texts: [], machine, quick },
    }));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

void main();
