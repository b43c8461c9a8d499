import { type ServiceName, SERVICES } from '@passant/contracts';
import Redis from 'ioredis';
import { cellOf } from '../support/squares';
import { homeOf, NUMBERS_BEGIN, numberOf, outingsOf, PEOPLE_OF_BOTH, PEOPLE_OF_PLANNING } from '../support/county';
import { type Holdings, joinHoldings, OPENED, takeHoldings, withDatabase } from '../support/holdings';
import { nameNumbers, placeNumbers, readRows } from '../support/insider';
import { findAnywhere, inAnyText, spellingsOf } from '../support/needles';
import { type County, STORY_MS } from '../support/county-stack';

const KNOWN = [0, 1, 2, 3, 401, 1_202].map(numberOf);
const KNOWN_TO_PLANNERS = [PEOPLE_OF_BOTH, PEOPLE_OF_BOTH + 2].map(numberOf);
/** People who refused: nobody may have a name for them. */
const REFUSED = [0, 1].map((index) => numberOf(PEOPLE_OF_BOTH + PEOPLE_OF_PLANNING + index));
const ON_PANELS = [...KNOWN, ...KNOWN_TO_PLANNERS];
const PAIRS = SERVICES.flatMap((one, index) => SERVICES.slice(index + 1).map((other) => [one, other] as const));
/** Who knows the person and who holds the rows, together: said so in the README of the red team. */
const PAIRS_THAT_CAN = ['consent and anonymisation', 'ingestion and anonymisation'];

/**
 * Red-team suite R10 over the running stack: a day is open, its rows have come, no batch runs; marks of three closed days of the
 * month before wait for its release.
 */
export function tellInsider(county: County): void {
  describe('R10: an insider, between batches', () => {
    const holdings = {} as Record<ServiceName, Holdings>;
    const searched = (service: ServiceName) => holdings[service].documents;

    test(
      'takes everything that the credentials of one service read, and each takes something',
      async () => {
        const { stack, operator, fourth } = county;
        await operator.ingest(outingsOf(fourth, 'nobody'));
        for (const service of SERVICES) holdings[service] = await takeHoldings(stack, service);
        for (const service of SERVICES) {
          const places = [...searched(service).keys()];
          expect(places.some((place) => place.startsWith('table '))).toBe(true);
          expect(places.some((place) => place.startsWith('redis '))).toBe(true);
          expect(places.some((place) => place.startsWith('/'))).toBe(true);
        }
      },
      STORY_MS,
    );

    test('is let into no other database, no other queue and no other folder of secrets', async () => {
      const { stack } = county;
      const secretsOf = (service: ServiceName) => stack.environmentOf(service)['SECRETS_DIR']!;
      for (const service of SERVICES) {
        const { DATABASE_URL, REDIS_URL, ...rest } = stack.environmentOf(service);
        for (const other of SERVICES.filter((one) => one !== service)) {
          const foreign = new URL(DATABASE_URL!);
          foreign.pathname = `/${other}`;
          await expect(withDatabase(foreign.toString(), async () => undefined)).rejects.toThrow('permission denied');
          expect(Object.values(rest).some((value) => value.startsWith(secretsOf(other)))).toBe(false);
        }
        const redis = new Redis(REDIS_URL!);
        for (const other of SERVICES.filter((one) => one !== service)) {
          await expect(redis.get(`{${other}}:anything`)).rejects.toThrow('NOPERM');
        }
        await expect(redis.get(`{${service}}:anything`)).resolves.toBeNull();
        redis.disconnect();
      }
    });

    test('the search finds a number however it is written, so that finding none means something', () => {
      for (const number of ON_PANELS) {
        const spellings = spellingsOf(number);
        for (const [index, spelling] of spellings.entries()) {
          const around = Buffer.concat([Buffer.alloc(index, 7), spelling, Buffer.from('rest')]);
          expect(findAnywhere(new Map([['file', around]]), spellings)).toEqual(['file']);
        }
        for (const before of [0, 1, 2]) {
          const text = Buffer.concat([Buffer.alloc(before), Buffer.from(number)]).toString('base64');
          expect(findAnywhere(new Map([['file', Buffer.from(text)]]), spellings)).toEqual(['file']);
        }
      }
    });

    test.each(SERVICES)('%s alone: nobody’s number stands anywhere, however it is written', (service) => {
      expect(findAnywhere(searched(service), inAnyText(Buffer.from(NUMBERS_BEGIN)))).toEqual([]);
      const spellings = [KNOWN[0]!, KNOWN_TO_PLANNERS[0]!, REFUSED[0]!].flatMap(spellingsOf);
      expect(findAnywhere(searched(service), spellings)).toEqual([]);
    });

    test(
      'consent alone gives people their names, and knows of no radio cell and no row',
      async () => {
        const names = await nameNumbers(ON_PANELS, holdings.consent);
        for (const number of ON_PANELS)
          expect(kindsOf(names, number)).toEqual(['movement', 'presence', 'return-visits']);
        expect(await readRows(holdings.consent)).toEqual([]);
        expect(findAnywhere(searched('consent'), inAnyText(Buffer.from(cellOf('NW'))))).toEqual([]);
        expect(await placeNumbers(ON_PANELS, holdings.consent)).toEqual(new Map());
      },
      STORY_MS,
    );

    test(
      'ingestion alone reads names in its panels, and has no row left that bears one',
      async () => {
        const names = await nameNumbers([...ON_PANELS, ...REFUSED], holdings.ingestion);
        for (const number of ON_PANELS)
          expect(kindsOf(names, number)).toEqual(['movement', 'presence', 'return-visits']);
        for (const number of REFUSED) expect(kindsOf(names, number)).toEqual([]);
        expect(await readRows(holdings.ingestion)).toEqual([]);
        const uploads = [...searched('ingestion').keys()].filter((place) => place.includes('/uploads/'));
        expect(uploads).toEqual([]);
        // Its own panels aside, no pseudonym stands in its tables, queues, logs or scratch.
        const elsewhere = new Map([...searched('ingestion')].filter(([place]) => !place.includes('/panels/')));
        expect(findAnywhere(elsewhere, spellNames(names, ON_PANELS))).toEqual([]);
        expect(await placeNumbers(ON_PANELS, holdings.ingestion)).toEqual(new Map());
      },
      STORY_MS,
    );

    test(
      'anonymisation alone reads rows and marks, and no guess under any of its keys is the name in one',
      async () => {
        const rows = await readRows(holdings.anonymisation);
        const events = new Set(rows.flatMap(({ kind, name }) => (kind === 'event' ? [name] : [])));
        // Three data kinds of everybody who permits them, each under a name of its own.
        expect(events.size).toBe(3 * (PEOPLE_OF_BOTH + PEOPLE_OF_PLANNING));
        const marks = new Set(rows.flatMap(({ kind, name }) => (kind === 'mark' ? [name] : [])));
        // Who was placed outside the county on every day has none.
        expect(marks.size).toBeGreaterThan(0.9 * (PEOPLE_OF_BOTH + PEOPLE_OF_PLANNING));
        expect([...marks].filter((name) => events.has(name))).toEqual([]);
        expect(await placeNumbers([...ON_PANELS, ...REFUSED], holdings.anonymisation)).toEqual(new Map());
      },
      STORY_MS,
    );

    test(
      'insights alone holds no name of anybody, no cell and no row',
      async () => {
        const names = await nameNumbers(ON_PANELS, await joinHoldings(holdings.consent, holdings.ingestion));
        expect(findAnywhere(searched('insights'), spellNames(names, ON_PANELS))).toEqual([]);
        expect(findAnywhere(searched('insights'), inAnyText(Buffer.from(cellOf('NW'))))).toEqual([]);
        expect(await readRows(holdings.insights)).toEqual([]);
        expect(await placeNumbers(ON_PANELS, holdings.insights)).toEqual(new Map());
      },
      STORY_MS,
    );

    test.each(PAIRS)(
      '%s and %s together lead a number to its place only where that is documented',
      async (one, other) => {
        const asked = [...ON_PANELS, ...REFUSED];
        const placed = await placeNumbers(asked, await joinHoldings(holdings[one], holdings[other]));
        if (!PAIRS_THAT_CAN.includes(`${one} and ${other}`)) return expect(placed).toEqual(new Map());
        expect([...placed.keys()].sort()).toEqual([...ON_PANELS].sort());
        for (const [number, places] of placed) {
          const person = Number(number.slice(1 + NUMBERS_BEGIN.length));
          // On the open day nobody left home: the insider names the very cell.
          expect([...places].filter((place) => place.startsWith('C-'))).toEqual([cellOf(homeOf(person))]);
        }
      },
      STORY_MS,
    );

    test('no process has written a number or a name into its log', async () => {
      const names = await nameNumbers(ON_PANELS, holdings.consent);
      const log = new Map(
        [
          ...searched('consent'),
          ...searched('ingestion'),
          ...searched('anonymisation'),
          ...searched('insights'),
        ].filter(([place]) => place.startsWith(county.stack.home.file('logs'))),
      );
      expect(log.size).toBe(SERVICES.length);
      expect(findAnywhere(log, [...spellNames(names, ON_PANELS), Buffer.from(NUMBERS_BEGIN)])).toEqual([]);
    });

    test('what was opened here was opened with keys of the service that it is sealed to', () => {
      const openedBy = (service: ServiceName) =>
        new Set(
          [...searched(service).keys()]
            .filter((place) => place.endsWith(OPENED))
            .map((place) => /hand-overs\/([a-z-]+)\//.exec(place)?.[1]),
        );
      expect(openedBy('consent')).toEqual(new Set());
      expect(openedBy('ingestion')).toEqual(new Set(['panels']));
      expect(openedBy('anonymisation')).toEqual(new Set(['segments', 'return-visits']));
      expect(openedBy('insights')).toEqual(new Set());
    });
  });
}

const GUESSES = ['md5', 'sha1', 'sha256', 'keyed'];

/** The data kinds under which somebody has a name, in order; guesses aside. */
const kindsOf = (names: ReadonlyMap<string, ReadonlyMap<string, string>>, number: string): string[] =>
  [...new Set(names.get(number)?.values())].filter((how) => !GUESSES.includes(how)).sort();

/** The names that people really bear, in any text. */
const spellNames = (names: ReadonlyMap<string, ReadonlyMap<string, string>>, numbers: readonly string[]): Buffer[] =>
  numbers.flatMap((number) =>
    [...(names.get(number) ?? [])]
      .filter(([, how]) => !GUESSES.includes(how))
      .flatMap(([name]) => inAnyText(Buffer.from(name, 'hex'))),
  );
