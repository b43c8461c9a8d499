import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataKind, endOfDay, startOfDay } from '@passant/contracts';
import { aFolder, aKit, CELLS, kitJson, prepare, readRows, removeFolders } from '../test/builders';
import {
  type CitySummary,
  KIND_SHARES,
  KitInvalid,
  permissionBit,
  PLANNING_SHARE,
  readPeople,
  readPermissions,
  SAME_KIND_SHARE,
} from './index';
import { toNumber } from './numbers';
import { Shape, toPolygons } from './shapes';

afterAll(removeFolders);

const hashesOf = ({ files, truthFile }: CitySummary) => {
  const directory = join(files.kit, '..');
  const names = readdirSync(directory).filter((name) => name !== 'summary.json');
  const paths = [...names.sort().map((name) => join(directory, name)), truthFile!];
  return paths.map((path) => createHash('sha256').update(readFileSync(path)).digest('hex'));
};

const GOOD_ROW = /^\+4915\d{9},2026-06-\d\dT\d\d:\d\d:\d\dZ,C\d{5}$/;

describe('a made city', () => {
  let city: CitySummary;
  let truth: number[][];
  beforeAll(async () => {
    city = await prepare({ people: 1_200, days: 2 });
    truth = readRows(city.truthFile!).map((row) => row.map(Number));
  });
  const dayStart = (index: number) => startOfDay(city.days[index]!, city.kit.timeZone) / 1_000;
  const staysAt = (second: number) => truth.filter(([, , , start, end]) => start! <= second && second < end!);

  it('has every file, a line a person, and one file of events a day', () => {
    expect(city).toMatchObject({ origin: 'made-city', subscribers: 1_200, days: ['2026-06-08', '2026-06-09'] });
    expect(Object.values(city.files).every((path) => path !== null && readFileSync(path).length > 0)).toBe(true);
    expect(city.events.map(({ name, days }) => [name, days])).toEqual([
      ['events-2026-06-08.csv.gz', ['2026-06-08']],
      ['events-2026-06-09.csv.gz', ['2026-06-09']],
    ]);
    expect(new Set(readRows(city.files.subscribers).map(([number]) => number)).size).toBe(1_200);
  });

  it('says how many work in each district, in proportion to residents: as many as commute', () => {
    const workplaces = readRows(city.files.workplaces!);
    const population = readRows(city.files.population!);
    expect(workplaces.map(([area]) => area)).toEqual(population.map(([area]) => area));
    const add = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
    const residents = add(population.map((row) => Number(row[2])));
    const workers = add(workplaces.map(([, count]) => Number(count)));
    // Three quarters of the adults under 66 go to work, and few work beyond the districts.
    expect(workers / residents).toBeGreaterThan(0.45);
    expect(workers / residents).toBeLessThan(0.7);
  });

  it('has residents between five and six times the people where people are many', async () => {
    const large = await prepare({ people: 20_000, days: 0 });
    const population = readRows(large.files.population!).map((row) => row.slice(2).map(Number));
    const total = population.reduce((sum, [count]) => sum + count!, 0);
    expect(population).toHaveLength(16);
    expect(total / 20_000).toBeCloseTo(5.5, 1);
    const header = readFileSync(large.files.population!, 'utf8').split('\n')[0]!;
    const columns = ['18_24', '25_34', '35_44', '45_54', '55_64', '65_plus'];
    expect(header.split(',').slice(5)).toEqual(
      ['female', 'male'].flatMap((who) => columns.map((band) => `${who}_${band}`)),
    );
    for (const [count, male, female, ...bands] of population) {
      expect(count).toBeGreaterThanOrEqual(5_000);
      expect(male! + female!).toBe(count);
      const [women, men] = [bands.slice(0, 6), bands.slice(6)].map((part) => part.reduce((sum, band) => sum + band, 0));
      for (const share of [women! / female!, men! / male!]) expect(Math.abs(share - 0.83)).toBeLessThan(0.08);
    }
    const sites = new Set(readRows(large.files.cells).map(([, site]) => site));
    expect(sites.size).toBeGreaterThan(70);
  });

  it('has everybody at home at night, in the home area that the registry knows', () => {
    const districts = new Map(
      (
        JSON.parse(readFileSync(city.files.zones!, 'utf8')) as {
          features: { properties: { id: string }; geometry: unknown }[];
        }
      ).features.map(({ properties, geometry }) => [properties.id, new Shape(toPolygons(geometry))]),
    );
    const homeAreas = readRows(city.files.subscribers).map(([, , , area]) => area!);
    const [firstNight, secondNight] = [0, 1].map((index) => staysAt(dayStart(index) + 3 * 3_600));
    expect(firstNight).toHaveLength(1_200);
    for (const [person, latitude, longitude] of firstNight!) {
      expect(districts.get(homeAreas[person!]!)!.contains(longitude!, latitude!)).toBe(true);
    }
    const positions = (night: number[][]) =>
      night.map(([person, latitude, longitude]) => [person, latitude, longitude]);
    expect(positions(secondNight!)).toEqual(positions(firstNight!));
  });

  it('has people of the ages and genders that its population file says, district by district', async () => {
    const large = await prepare({ people: 20_000, days: 0 });
    const { ageCodes, genderCodes, homeAreas } = await readPeople(large.files.subscribers, 2026);
    for (const [area, , , , , ...bands] of readRows(large.files.population!)) {
      const people = [...homeAreas.keys()].filter((person) => homeAreas[person] === area && genderCodes[person]! < 2 && ageCodes[person]! < 6); // prettier-ignore
      const adults = bands.reduce((sum, band) => sum + Number(band), 0);
      for (const [column, band] of bands.entries()) {
        const found = people.filter((person) => genderCodes[person]! * 6 + ageCodes[person]! === column).length;
        const share = Number(band) / adults;
        const error = Math.sqrt((share * (1 - share)) / people.length);
        expect(Math.abs(found / people.length - share)).toBeLessThan(4.5 * error);
      }
    }
  });

  it('has many at work at noon, and a centre that people visit', () => {
    const home = new Map(
      staysAt(dayStart(0) + 3 * 3_600).map(([person, ...rest]) => [person, rest.slice(0, 2).join()]),
    );
    const away = staysAt(dayStart(0) + 11 * 3_600).filter(
      ([person, ...rest]) => home.get(person) !== rest.slice(0, 2).join(),
    );
    expect(away.length / 1_200).toBeGreaterThan(0.5);
    const indoor = new Set(
      readRows(city.files.cells).filter((row) => row[10] === '1').map(([cell]) => cell!), // prettier-ignore
    );
    const heard = new Set(city.events.flatMap(({ path }) => readRows(path)).map(([, , cell]) => cell!));
    expect([...indoor].filter((cell) => !heard.has(cell))).toEqual([]);
  });

  it('says where everybody is at every second of a day, once', () => {
    const end = endOfDay(city.days[1]!, city.kit.timeZone) / 1_000;
    const seconds = truth.reduce((sum, [, , , from, to]) => sum + to! - from!, 0);
    expect(seconds).toBe(1_200 * (end - dayStart(0)));
    for (const hour of [0, 8, 12.5, 17.25, 23.9]) expect(staysAt(dayStart(1) + hour * 3_600)).toHaveLength(1_200);
  });

  it('radiates events from cells near to where people are, when they are there', () => {
    const cells = new Map(readRows(city.files.cells).map((row) => [row[0]!, [Number(row[2]), Number(row[3])]]));
    const persons = new Map(Array.from({ length: 1_200 }, (_, person) => [toNumber(person, 'DE', 1), person]));
    const stays = new Map<number, number[][]>();
    for (const stay of truth) stays.set(stay[0]!, [...(stays.get(stay[0]!) ?? []), stay]);
    const distances = readRows(city.events[0]!.path)
      .filter((row) => GOOD_ROW.test(row.join()))
      .map(([number, time, cell]) => {
        const second = Date.parse(time!) / 1_000;
        const person = persons.get(number!)!;
        const [, latitude, longitude] = stays
          .get(person)!
          .find(([, , , start, end]) => start! <= second && second < end!)!;
        const [cellLatitude, cellLongitude] = cells.get(cell!)!;
        return Math.hypot((latitude! - cellLatitude!) * 111_195, (longitude! - cellLongitude!) * 70_600);
      })
      .sort((a, b) => a - b);
    expect(distances[Math.floor(distances.length / 2)]).toBeLessThan(800);
    expect(distances[Math.floor(distances.length * 0.99)]).toBeLessThan(3_000);
  });

  it('has about sixty events a person and day, spoilt rows of four kinds and duplicates, and counts them', () => {
    const rows = city.events.flatMap(({ path }) => readRows(path));
    expect(rows).toHaveLength(city.rows);
    expect(city.rows / 2_400).toBeGreaterThan(50);
    expect(city.rows / 2_400).toBeLessThan(70);
    const spoilt = rows.filter((row) => !GOOD_ROW.test(row.join()));
    expect(spoilt).toHaveLength(city.spoilt!);
    const kinds = [
      spoilt.filter(([, , cell]) => cell === 'X-UNKNOWN'),
      spoilt.filter(([, time]) => time === '2026-13-45T27:61:00Z'),
      spoilt.filter(([number]) => number === 'N/A'),
      spoilt.filter((row) => row.length === 2),
    ];
    for (const kind of kinds) expect(kind.length / rows.length).toBeCloseTo(0.001, 3);
    expect(kinds.flat()).toHaveLength(spoilt.length);
    const repeated = rows.filter((row, index) => index > 0 && row.join() === rows[index - 1]!.join());
    expect(repeated.length).toBeGreaterThanOrEqual(city.duplicates!);
    expect(city.duplicates! / rows.length).toBeCloseTo(0.002, 3);
  });

  it('names no number in its truth', () => {
    expect(readFileSync(city.truthFile!, 'utf8')).not.toMatch(/\+|4915\d{9}/);
  });

  it('makes the same bytes from the same seed, others from another', async () => {
    const again = await prepare({ people: 1_200, days: 2 });
    expect(hashesOf(again)).toEqual(hashesOf(city));
    const other = await prepare({ people: 1_200, days: 2, seed: 2 });
    const known = new Set(hashesOf(city));
    // Only kit.json, the places and the folder's marker are the same in every made city.
    expect(hashesOf(other).filter((hash) => known.has(hash))).toHaveLength(3);
  });

  it('is a partition: every inner edge belongs to two districts, one each way, and the outer ones form one ring', async () => {
    const { files } = await prepare({ people: 20_000, days: 0 });
    const { features } = JSON.parse(readFileSync(files.zones!, 'utf8')) as {
      features: { geometry: { coordinates: [number, number][][] } }[];
    };
    const edges = new Map<string, [string, string]>();
    for (const { geometry } of features) {
      const ring = geometry.coordinates[0]!.map(String);
      for (let index = 0; index + 1 < ring.length; index++) {
        const key = `${ring[index]} ${ring[index + 1]}`;
        expect(edges.has(key)).toBe(false);
        edges.set(key, [ring[index]!, ring[index + 1]!]);
      }
    }
    const outer = new Map([...edges.values()].filter(([from, to]) => !edges.has(`${to} ${from}`)));
    const start = [...outer.keys()][0]!;
    let steps = 1;
    for (let at = outer.get(start)!; at !== start; at = outer.get(at)!) steps++;
    expect(steps).toBe(outer.size);
    expect(outer.size).toBe(4 * 4 * 6);
  });
});

describe('decisions', () => {
  const NOTICE = /^[0-9a-f]{64}$/;

  it('follow the consent share, are all taken at once before the first day, and have evidence', async () => {
    const city = await prepare({ people: 4_000, days: 0, consentShare: 0.5 });
    const decisions = readRows(city.files.decisions);
    expect(city.consenting / 4_000).toBeCloseTo(0.5, 1);
    const times = new Map<string, string>();
    for (const [number, , , , effectiveFrom, notice, channel, time] of decisions) {
      expect(effectiveFrom).toBe(time);
      expect(times.get(number!) ?? time).toBe(time);
      times.set(number!, time!);
      expect(effectiveFrom! < '2026-06-06').toBe(true);
      expect(notice).toMatch(NOTICE);
      expect(['app', 'shop']).toContain(channel);
    }
  });

  it('are for all data kinds and both purposes: presence for places by all who agree, the rest by most', async () => {
    const city = await prepare({ people: 6_000, days: 0, consentShare: 0.5 });
    const { numbers } = await readPeople(city.files.subscribers, 2026);
    const permissions = await readPermissions(city.files.decisions, numbers);
    const consenting = permissions.filter((mask) => mask !== 0);
    const share = (of: number, among = 0) => {
      const all = consenting.filter((mask) => (mask & among) === among);
      return all.filter((mask) => (mask & of) === of).length / all.length;
    };
    expect(consenting).toHaveLength(city.consenting);
    const forPlaces = (kind: DataKind) => permissionBit('place-statistics', kind);
    const forPlanning = (kind: DataKind) => permissionBit('public-planning', kind);
    expect(share(forPlaces('presence'))).toBe(1);
    for (const [kind, expected] of KIND_SHARES) {
      expect(Math.abs(share(forPlaces(kind)) - expected)).toBeLessThan(0.03);
      // Some who gave a kind for places do not give it for planning, so that an attribute is not permitted for both.
      expect(
        Math.abs(share(forPlanning(kind), forPlaces(kind) | forPlanning('presence')) - SAME_KIND_SHARE),
      ).toBeLessThan(0.03);
      expect(consenting.some((mask) => (mask & forPlanning(kind)) !== 0 && (mask & forPlaces(kind)) === 0)).toBe(false);
    }
    expect(Math.abs(share(forPlanning('presence')) - PLANNING_SHARE)).toBeLessThan(0.03);
  });

  it('vary by age, gender and district where they shall, around the same share', async () => {
    const city = await prepare({ people: 20_000, days: 0, consentShare: 0.5, consentSpread: 0.4 });
    expect(Math.abs(city.consenting / 20_000 - 0.5)).toBeLessThan(0.015);
    const { numbers, ageCodes, genderCodes, homeAreas } = await readPeople(city.files.subscribers, 2026);
    const permissions = await readPermissions(city.files.decisions, numbers);
    const shareOf = (isOne: (person: number) => boolean) => {
      const people = [...numbers.keys()].filter(isOne);
      return people.filter((person) => permissions[person] !== 0).length / people.length;
    };
    const young = shareOf((person) => ageCodes[person] === 0);
    const old = shareOf((person) => ageCodes[person] === 5);
    expect(young - old).toBeGreaterThan(0.12);
    expect(
      shareOf((person) => genderCodes[person] === 0) - shareOf((person) => genderCodes[person] === 1),
    ).toBeGreaterThan(0.03);
    const districts = [...new Set(homeAreas)].map((area) => shareOf((person) => homeAreas[person] === area));
    expect(Math.max(...districts) - Math.min(...districts)).toBeGreaterThan(0.08);
    expect(Math.min(...districts, old)).toBeGreaterThan(0.28);
    expect(Math.max(...districts, young)).toBeLessThan(0.74);
  });

  it('are also taken by children and businesses, who are a few per cent', async () => {
    const city = await prepare({ people: 4_000, days: 0, consentShare: 1 });
    expect(city.consenting).toBe(4_000);
    const lines = readRows(city.files.subscribers);
    const children = lines.filter(([, birthYear]) => Number(birthYear) > 2008);
    const businesses = lines.filter((row) => row[5] === 'true');
    expect(children.length / 4_000).toBeCloseTo(0.03, 1);
    expect(businesses.length / 4_000).toBeCloseTo(0.04, 1);
    expect(Math.max(...lines.map(([, , , , start]) => Date.parse(start!)))).toBeLessThan(Date.parse('2026-06-08'));
  });
});

describe('days of 23 and 25 hours', () => {
  test.each([
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ])('%s lasts %i hours', async (firstDay, hours) => {
    const kitDirectory = aKit({ 'kit.json': kitJson({ firstDay }), 'cells.csv': CELLS });
    const city = await prepare({ kitDirectory, people: 50 });
    const seconds = readRows(city.truthFile!).reduce((sum, row) => sum + Number(row[4]) - Number(row[3]), 0);
    expect(seconds).toBe(50 * hours * 3_600);
  });
});

describe('a kit with a network', () => {
  it('gets people simulated over its cells, without districts too', async () => {
    const city = await prepare({ kitDirectory: aKit({ 'kit.json': kitJson(), 'cells.csv': CELLS }), people: 100 });
    expect(city).toMatchObject({ origin: 'kit-network', subscribers: 100, files: { zones: null, population: null } });
    const cells = new Set(readRows(city.events[0]!.path).map(([, , cell]) => cell));
    for (const cell of ['C1', 'C2', 'C3', 'C4', 'C5']) expect(cells).toContain(cell);
    expect(readFileSync(city.files.cells, 'utf8')).toBe(CELLS);
  });
});

describe('a kit with events', () => {
  const EVENTS = [
    'msisdn,timestamp,cell_id',
    '+15550000001,2026-06-09T21:59:00Z,C1',
    '+15550000002,2026-06-09T22:01:00+00:00,C1',
    '+15550000001,2026-06-12 08:00:00,C2',
    'nobody,2026-06-20T08:00:00Z,C2',
    '+15550000003,never,C2',
    '+15550000001,2026-06-09T21:59:00Z,C1',
  ].join('\n');

  test.each(['events.csv', 'events.csv.gz'])('is used as it is: %s', async (events) => {
    const kitDirectory = aKit({ 'kit.json': kitJson({ events }), 'cells.csv': CELLS, [events]: EVENTS });
    const city = await prepare({ kitDirectory, consentShare: 1 });
    expect(city).toMatchObject({
      origin: 'kit-events',
      subscribers: 3,
      consenting: 3,
      rows: 6,
      truthFile: null,
      days: ['2026-06-09', '2026-06-10', '2026-06-12', '2026-06-20'],
    });
    expect(city.events).toEqual([{ path: join(kitDirectory, events), name: events, days: city.days, rows: 6 }]);
    const lines = readRows(city.files.subscribers);
    expect(lines.map(([number]) => number)).toEqual(['+15550000001', '+15550000002', '+15550000003']);
    for (const [, birthYear, , homeArea, , business] of lines) {
      expect(Number(birthYear)).toBeLessThanOrEqual(2026 - 19);
      expect([homeArea, business]).toEqual(['', 'false']);
    }
    const given = readRows(city.files.decisions).filter((row) => row[2] === 'presence' && row[3] === 'given');
    expect(given.filter((row) => row[1] === 'place-statistics')).toHaveLength(3);
  });

  test.each([
    ['lacks its columns', 'number;time\n1;2', /lacks the columns msisdn and timestamp/],
    ['is empty', '', /has no row with a number/],
    ['holds no number', 'msisdn,timestamp,cell_id\nx,y,z', /has no row with a number/],
  ])('is refused where it %s', async (_, text, message) => {
    const kitDirectory = aKit({ 'kit.json': kitJson({ events: 'e.csv' }), 'cells.csv': CELLS, 'e.csv': text });
    await expect(prepare({ kitDirectory })).rejects.toThrow(message);
  });

  it('is refused where it is cut off', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `+1555000${1000 + i},2026-06-09T21:59:00Z,C${(i * 7) % 13}`);
    const text = ['msisdn,timestamp,cell_id', ...rows].join('\n');
    const kitDirectory = aKit({ 'kit.json': kitJson({ events: 'e.csv.gz' }), 'cells.csv': CELLS, 'e.csv.gz': text });
    const file = join(kitDirectory, 'e.csv.gz');
    writeFileSync(file, readFileSync(file).subarray(0, 2_000));
    await expect(prepare({ kitDirectory })).rejects.toThrow(/damaged or cut off/);
  });
});

describe('a kit that cannot be used', () => {
  test.each([
    ['no kit.json', {}, /kit\.json cannot be read/],
    ['no JSON', { 'kit.json': 'name: Test' }, /not a valid kit/],
    ['no time zone', { 'kit.json': kitJson({ timeZone: 'Europe/Nowhere' }) }, /timeZone: not an IANA time zone/],
    ['a file that is not there', { 'kit.json': kitJson() }, /names cells\.csv, which is not in/],
    ['no usable cell', { 'kit.json': kitJson(), 'cells.csv': CELLS.replaceAll(',', ';') }, /has no usable cell/],
  ])('is refused: %s', async (_, files, message) => {
    const failure = prepare({ kitDirectory: aKit(files) });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toBeInstanceOf(KitInvalid);
  });
});

describe('a second run', () => {
  it('finds its work done, and does it again where an option or a file changed', async () => {
    const home = aFolder();
    const options = { directory: join(home, 'city'), truthFile: join(home, 'truth.csv'), people: 50 };
    const first = await prepare(options);
    expect(await prepare(options)).toMatchObject({ reused: true, rows: first.rows, events: first.events });
    expect(await prepare({ ...options, people: 51 })).toMatchObject({ reused: false, subscribers: 51 });
    rmSync(options.truthFile);
    expect(await prepare({ ...options, people: 51 })).toMatchObject({ reused: false });
  });

  it('leaves a folder alone that somebody else filled', async () => {
    const directory = aKit({ 'letter.txt': 'Dear …' });
    await expect(prepare({ directory })).rejects.toThrow(/holds files that are not the simulator's/);
    expect(readdirSync(directory)).toEqual(['letter.txt']);
  });
});
