import { PURPOSES } from '@passant/contracts';
import { createHash } from 'node:crypto';
import { placeNumbers } from '../attacks/insider';
import { proportion } from '../attacks/statistics';
import { atLeast, atMost, diceFor, type Arena, type Check, type Suite } from '../suite';
import { deploy, SERVICES, type Artefact, type Deployment, type Holdings, type Service } from '../world/deployment';
import { measureDay, releaseOf } from '../world/releases';
import { placeHashed } from '../world/unkeyed';

const SIZES = { full: 1_000, quick: 200 };

/** Which pairs can lead a number to a place: who knows the person and who holds the rows, together. All others must not. */
const PAIRS_THAT_CAN: readonly (readonly [Service, Service])[] = [
  ['consent', 'anonymisation'],
  ['ingestion', 'anonymisation'],
];

/**
 * R10, the insider: somebody with all credentials of one service, between batches; then of each pair. Numbers are known; the question is
 * where they were. With everybody's keys it must succeed (else the attack is broken); half of the numbers asked for are on no panel and
 * must be placed by nobody.
 */
export const r10: Suite = {
  id: 'R10',
  title: 'the insider',
  async run(arena) {
    const dice = diceFor(arena, 'R10');
    const { world, scratch } = arena;
    const { city } = world;
    const present = city.days[0]!.traces.flatMap(({ cells }, person) => (cells.length > 0 ? [person] : []));
    const people = dice
      .sample(present.length, Math.min(SIZES[arena.quick ? 'quick' : 'full'], present.length & ~1))
      .map((index) => present[index]!);
    const deployment = await deploy(city, { people, releases: releasesOf(arena), scratch });
    const ask = (holdings: readonly Holdings[]) => placedShare(arena, { deployment, holdings });
    const everything = await ask(SERVICES.map((service) => deployment.holdings[service]));
    const alone = new Map<Service, number>();
    for (const service of SERVICES) alone.set(service, (await ask([deployment.holdings[service]])).right);
    const pairs: { pair: readonly [Service, Service]; right: number }[] = [];
    for (const [index, one] of SERVICES.entries()) {
      for (const other of SERVICES.slice(index + 1)) {
        const { right } = await ask([deployment.holdings[one], deployment.holdings[other]]);
        pairs.push({ pair: [one, other], right });
      }
    }
    const worst = Math.max(...alone.values());
    const asked = deployment.onPanel.length;
    const hashed = await placeHashed(city, deployment.onPanel, scratch);
    await recordHoldings(arena, deployment, hashed.segment);
    await arena.recorder.writeJson('R10', 'placed', {
      ...{ asked, everything, alone: Object.fromEntries(alone), pairs, hashed: hashed.placed },
    });
    return {
      measure: 'share of known numbers led to their place by one service alone',
      raw: everything.right / asked,
      k20: hashed.placed / asked,
      passant: worst / asked,
      se: proportion(worst, asked).se,
      baseline: everything.ofLeft / deployment.left.length,
      passMark: 0,
      checks: [
        atLeast('with all keys: placed', everything.right / asked, 0.99),
        atMost('with all keys: numbers that are on no panel', everything.ofLeft, 0),
        ...[...alone].map(([service, right]) => atMost(`${service} alone: placed`, right / asked, 0)),
        ...pairs.map(toCheck(asked)),
      ],
      notes: [
        'k = 20 stands for the usual practice: numbers hashed without a key, rows unsealed.',
        'Files and keys are made here with the services’ own seals and formats; this service’s real database and files are searched in at-rest.int-spec.ts.',
      ],
    };
  },
};

const toCheck =
  (asked: number) =>
  ({ pair, right }: { pair: readonly [Service, Service]; right: number }): Check => {
    const can = PAIRS_THAT_CAN.some(([one, other]) => pair.includes(one) && pair.includes(other));
    const name = `${pair.join(' and ')}: placed (documented: ${can ? 'can' : 'cannot'})`;
    return can ? atLeast(name, right / asked, 0.99) : atMost(name, right / asked, 0);
  };

/** How many numbers on the panel are led to the right cell, and how many that are not on it are led anywhere. */
async function placedShare(
  { world: { city }, scratch }: Arena,
  { deployment, holdings }: { deployment: Deployment; holdings: readonly Holdings[] },
): Promise<{ right: number; ofLeft: number }> {
  const numberOf = (person: number) => city.members[person]!.number;
  const known = [...deployment.onPanel, ...deployment.left].map(numberOf);
  const placed = await placeNumbers(known, holdings, scratch);
  const right = deployment.onPanel.filter((person) => {
    const cell = placed.get(numberOf(person));
    return cell !== undefined && city.days[0]!.traces[person]!.cells.includes(cell);
  });
  return { right: right.length, ofLeft: deployment.left.filter((person) => placed.has(numberOf(person))).length };
}

function releasesOf({ world, noise }: Arena): Artefact[] {
  const day = measureDay(world.cube, world.days[0]!, world.city, noise);
  return PURPOSES.flatMap((purpose) =>
    world.cube.products.map((product) => {
      const bytes = Buffer.from(JSON.stringify(releaseOf(day, { product, purpose })));
      return { name: `releases/${createHash('sha256').update(bytes).digest('hex')}.json`, bytes };
    }),
  );
}

/** Everything that each service could read, keys included: of simulated people, made for this run. */
async function recordHoldings(
  { recorder, world: { city } }: Arena,
  { holdings, onPanel, left }: Deployment,
  hashed: Buffer,
): Promise<void> {
  if (!recorder.keeps) return;
  const base64 = (bytes: Buffer) => bytes.toString('base64');
  const services = Object.fromEntries(
    SERVICES.map((service) => {
      const { artefacts, sealKeys, pseudonymKeys } = holdings[service];
      return [
        service,
        {
          artefacts: artefacts.map(({ name, bytes }) => ({ name, base64: base64(bytes) })),
          sealKeys: sealKeys.map(({ publicKey, privateKey }) => ({
            publicKey: base64(publicKey),
            privateKey: base64(privateKey),
          })),
          pseudonymKeys: pseudonymKeys.map(base64),
        },
      ];
    }),
  );
  const numbersOf = (people: readonly number[]) => people.map((person) => city.members[person]!.number);
  await recorder.writeJson('R10', 'holdings', {
    ...{ onPanel: numbersOf(onPanel), left: numbersOf(left), services, hashed: base64(hashed) },
  });
  await recorder.writeCsv('R10', 'truth', {
    header: ['number', 'cells'],
    rows: () =>
      onPanel.map((person) => [
        city.members[person]!.number,
        [...new Set(city.days[0]!.traces[person]!.cells)].join(' '),
      ]),
  });
}
