import fc from 'fast-check';
import { parse, print } from 'graphql';
import { type Line, meanLines, rankLines } from './answer-lines';
import { keepDays, listMoments, makeLocalDay, makeWallClock, moveToDay } from './moments';
import { toExportInput } from './export-input';
import { VIEWS } from './products';
import { findProblems, guessFigures, PRODUCTS, readAsked, toVariables } from './question';
import { addView, readViews, removeView } from './saved-view';
import { spreadOut } from './spread-out';
import { arc, lookOf, readShapes } from '../shared/map/zone-shapes';

const SPAN = { first: '2025-01-01', last: '2025-03-30' };
const asked = (words: string) => readAsked(new URLSearchParams(words), SPAN);

test('without a word it is the visitors of the last seven days', () => {
  expect(asked('')).toMatchObject({ product: 'visitors', grain: 'DAY', from: '2025-03-24', to: '2025-03-30' });
});

test('it begins no earlier than there are figures, and where the address says nothing else', () => {
  const young = { first: '2025-03-29', last: '2025-03-30' };
  expect(readAsked(new URLSearchParams(''), young)).toMatchObject({ from: '2025-03-29', to: '2025-03-30' });
  expect(readAsked(new URLSearchParams('from=2025-03-01'), young)).toMatchObject({ from: '2025-03-01' });
  expect(readAsked(new URLSearchParams('to=2025-02-10'), young)).toMatchObject({
    from: '2025-02-04',
    to: '2025-02-10',
  });
});

test('an address that somebody made up is a form that says what to put right, never an error', () => {
  const word = fc.constantFrom('product', 'zones', 'from', 'to', 'grain', 'age', 'leaflets', 'against');
  fc.assert(
    fc.property(fc.dictionary(word, fc.string()), (words) => {
      const form = readAsked(new URLSearchParams(words), SPAN);
      expect(PRODUCTS).toContain(form.product);
      const problems = findProblems(form);
      if (form.from > form.to) expect(problems).toContain('period');
    }),
  );
});

test('zones are needed but for what is about all of them; leaflets are a number', () => {
  expect(findProblems(asked('product=visitors'))).toEqual(['zones']);
  expect(findProblems(asked('product=flows'))).toEqual([]);
  expect(findProblems(asked('product=leaflets&zones=a&leaflets=many'))).toEqual(['leaflets']);
  expect(findProblems(asked('zones=a&from=2025-03-30&to=2025-03-29'))).toEqual(['period']);
});

test('a campaign and a forecast take as many weeks as there are, within their limits', () => {
  expect(asked('product=campaign')).toMatchObject({ weeks: '8', from: '2025-03-24' });
  expect(asked('product=forecast')).toMatchObject({ weeks: '12', from: '2025-03-31' });
  const young = { first: '2025-02-17', last: '2025-03-30' };
  expect(readAsked(new URLSearchParams('product=campaign'), young).weeks).toBe('5');
  for (const weeks of ['3', '27', '4.5', '']) {
    expect(findProblems(asked(`product=campaign&zones=a&weeks=${weeks || 'many'}`))).toEqual(['weeks']);
  }
});

test('a print run is a number of leaflets, or a budget at a price', () => {
  const how = { contractId: 'c', estimate: false, idempotencyKey: null };
  const leaflets = (words: string) => asked(`product=leaflets&zones=a&${words}`);
  expect(toVariables(leaflets('leaflets=500'), how)).toMatchObject({ leaflets: 500, budgetMinorUnits: null });
  expect(toVariables(leaflets('run=budget&budget=99,50&perThousand=45'), how)).toMatchObject({
    ...{ leaflets: null, budgetMinorUnits: 9_950, minorUnitsPerThousand: 4_500, leafletsPerResident: 0.5 },
  });
  expect(findProblems(leaflets('run=budget&budget=0'))).toEqual(['budget', 'perThousand']);
  expect(findProblems(leaflets('perResident=0&perThousand=cheap'))).toEqual(['perThousand', 'perResident']);
});

const line = (zone: string, start: string, value: number | null): Line => ({
  ...{ zoneId: zone, zone, what: null, whatId: null, start, share: null, kilometres: null, effect: null, drop: null },
  figure:
    value === null
      ? { status: 'SUPPRESSED', value, low: null, high: null }
      : { status: 'PUBLISHED', value, low: value - 2, high: value + 4 },
});

test('weekdays are local days of the market; means are over days that are published, with limits never too narrow', () => {
  const localDay = makeLocalDay('Europe/Berlin');
  // Midnights of Friday to Monday in Berlin, over the night on which clocks go forward.
  const starts = ['2025-03-27T23:00:00Z', '2025-03-28T23:00:00Z', '2025-03-29T23:00:00Z', '2025-03-30T22:00:00Z'];
  const lines = [...starts.map((start, by) => line('a', start, 10 * by)), line('a', '2025-03-31T22:00:00Z', null)];
  const weekdays = keepDays(lines, 'weekdays', localDay);
  expect(weekdays.map(({ start }) => localDay(start!))).toEqual(['2025-03-28', '2025-03-31', '2025-04-01']);
  expect(meanLines(weekdays)).toMatchObject([{ days: 2, figure: { value: 15, low: 13, high: 19 } }]);
  expect(keepDays(lines, 'weekend', localDay)).toHaveLength(2);
  expect(rankLines(weekdays).map(({ figure }) => figure.value)).toEqual([30, 0, null]);
});

test('the same hour is found on another day, though it has 23 or 25 of them', () => {
  const localDay = makeLocalDay('Europe/Berlin');
  const hour = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Berlin' });
  const nameOf = (start: string) => hour.format(new Date(start));
  const first = Date.parse('2025-03-28T23:00:00Z');
  const starts = Array.from({ length: 47 }, (_, by) => new Date(first + by * 3_600_000).toISOString());
  const moments = listMoments(
    starts.map((start) => line('a', start, 1)),
    localDay,
  );
  expect(moments.days).toEqual(['2025-03-29', '2025-03-30']);
  const to = (start: string) => nameOf(moveToDay(moments, { start, day: '2025-03-30', nameOf }));
  expect([to(starts[22]!), to(starts[2]!), to(starts[0]!)]).toEqual(['22:00', '03:00', '00:00']);
});

test('charts show the wall clock of the market, through the night on which it is set, and days as they are', () => {
  const wallClock = makeWallClock('Europe/Berlin');
  const shown = ['2025-03-29T23:00:00Z', '2025-03-30T00:00:00Z', '2025-03-30T01:00:00Z', '2025-03-30'].map(wallClock);
  expect(shown.map((when) => when.toISOString())).toEqual([
    ...['2025-03-30T00:00:00.000Z', '2025-03-30T01:00:00.000Z', '2025-03-30T03:00:00.000Z'],
    '2025-03-30T00:00:00.000Z',
  ]);
});

test('every product asks with what its document takes', () => {
  const how = { contractId: 'c', estimate: true, idempotencyKey: null };
  expect(toVariables(asked('product=visitors&zones=a,b&age=18-24'), how)).toEqual({
    ...{ from: '2025-03-24', to: '2025-03-30', contractId: 'c', estimate: true, idempotencyKey: null },
    ...{ zoneIds: ['a', 'b'], grain: 'DAY', ages: ['18-24'], genders: null },
  });
  expect(toVariables(asked('product=flows&dayPart=06-10'), how)).toMatchObject({ zoneIds: null, dayParts: ['06-10'] });
});

test('suppressed is not zero is not "no data", on the map too', () => {
  const none = { value: null, low: null, high: null };
  expect(lookOf({ status: 'SUPPRESSED', ...none }, 10)).toBe('SUPPRESSED');
  expect(lookOf({ status: 'NO_DATA', ...none }, 10)).toBe('NO_DATA');
  expect(lookOf({ status: 'PUBLISHED', value: 0, low: 0, high: 3 }, 10)).toBe(1);
  expect(lookOf({ status: 'PUBLISHED', value: 10, low: 8, high: 12 }, 10)).toBe(5);
  expect(lookOf(undefined, 10)).toBe('NONE');
});

test('a shape that cannot be read leaves its zone out of the map; the way back is another arc', () => {
  expect(readShapes([{ id: 'a', name: 'A', shape: '<svg onload=1>' }])).toEqual([]);
  const [there, back] = [arc([0, 0], [2, 0]), arc([2, 0], [0, 0])];
  expect([there[0], there.at(-1)]).toEqual([
    [0, 0],
    [2, 0],
  ]);
  expect(there[12]![1]).toBeLessThan(0);
  expect(back[12]![1]).toBeGreaterThan(0);
});

test.each(PRODUCTS)('the document of %s means the same when it is spread out for reading', (product) => {
  const { text } = VIEWS[product].document;
  expect(print(parse(spreadOut(text)))).toBe(print(parse(text)));
  expect(spreadOut(text).split('\n').length).toBeGreaterThan(20);
});

test('an export asks what the page asks, and gives nothing that is null', () => {
  const given = { contractId: 'c', format: 'csv' };
  expect(toExportInput(asked('product=flows&zones=a&dayPart=06-10'), given)).toEqual({
    ...{ product: 'flows', format: 'csv', contractId: 'c', fromZoneIds: ['a'], dayParts: ['06-10'], grain: 'DAY' },
    ...{ from: '2025-03-24', to: '2025-03-30' },
  });
  expect(toExportInput(asked('product=rank'), given)).toMatchObject({ figure: 'visitors' });
  expect(toExportInput(asked('product=forecast&zones=a'), given)).not.toHaveProperty('to');
});

test('figures are guessed, so that what is dear says so first', () => {
  expect(guessFigures(asked('product=visitors&zones=a,b'), 300)).toBe(14);
  expect(guessFigures(asked('product=presence&grain=HOUR&zones=a&from=2025-03-29&to=2025-03-30'), 300)).toBe(48);
  expect(guessFigures(asked('product=rank'), 300)).toBe(2_100);
  expect(guessFigures(asked('from=nonsense&zones=a'), 300)).toBeGreaterThan(0);
});

test('saved views are replaced by name, and what a browser kept badly is left out', () => {
  const views = addView(addView([], { name: ' mine ', address: 'zones=a' }), { name: 'mine', address: 'zones=b' });
  expect(views).toEqual([{ name: 'mine', address: 'zones=b' }]);
  expect(addView(views, { name: '  ', address: 'x' })).toEqual(views);
  expect(removeView(views, 'mine')).toEqual([]);
  for (const kept of [null, '', '{', '[1, null, {"name": 1}]', '"x"']) expect(readViews(kept)).toEqual([]);
  fc.assert(
    fc.property(fc.array(fc.record({ name: fc.string({ minLength: 1 }), address: fc.string() })), (given) => {
      expect(readViews(JSON.stringify(given))).toEqual(given);
    }),
  );
});
