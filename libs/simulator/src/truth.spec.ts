import { join } from 'node:path';
import { aKit, removeFolders } from '../test/builders';
import { truePresence, trueVisitors } from './truth';

afterAll(removeFolders);

const square = (west: number) => ({
  type: 'Polygon',
  coordinates: [[[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]], // prettier-ignore
});
const zones = [
  { id: 'W', geometry: square(0) },
  { id: 'E', geometry: { type: 'MultiPolygon', coordinates: [square(1).coordinates] } },
];
const rows = [
  'person,latitude,longitude,start,end',
  '0,0.500000,0.500000,0,5400', // W: all of hour 0, half of hour 1
  '0,0.500000,1.500000,5400,7200', // E: half of hour 1
  '1,0.500000,0.500000,0,899', // W: not a visit
  '1,9.000000,0.500000,899,7200', // nowhere
  '0,0.500000,0.500000,7200,9000', // W again: the same visitor
];
const truthFile = join(aKit({ 'truth.csv': `${rows.join('\n')}\n` }), 'truth.csv');

it('counts mean people by zone and hour', async () => {
  const { zoneIds, values } = await truePresence({ truthFile, zones, hours: [0, 3_600_000] });
  expect(zoneIds).toEqual(['W', 'E']);
  expect([...values[0]!]).toEqual([1 + 899 / 3_600, 0.5]);
  expect([...values[1]!]).toEqual([0, 0.5]);
});

it('counts different people with a stay of 15 minutes by zone and day, stays cut at midnight', async () => {
  const days = [
    { start: 0, end: 4_600_000 },
    { start: 4_600_000, end: 86_400_000 },
  ];
  const { values } = await trueVisitors({ truthFile, zones, days });
  expect([...values[0]!]).toEqual([1, 1]);
  expect([...values[1]!]).toEqual([0, 1]);
});

it('counts visitors by class of person, such as age and gender, and leaves out who has none', async () => {
  const days = [{ start: 0, end: 86_400_000 }];
  const ofClass = await trueVisitors({ truthFile, zones, days, classes: 2, classOf: (person) => 1 - person });
  expect([...ofClass.values[0]!]).toEqual([0, 1]);
  const nobody = await trueVisitors({ truthFile, zones, days, classes: 2, classOf: () => -1 });
  expect([...nobody.values[0]!]).toEqual([0, 0]);
});
