import type { PlacedZone } from '../shared/map/zone-shapes';
import type { Line } from './answer-lines';
import { arcsOf, MOST_ARCS } from './arcs-of';

const zone = (id: string, at: number): PlacedZone => ({
  ...{ id, name: id },
  shape: {
    type: 'MultiPolygon',
    coordinates: [
      [
        [
          [at, 0],
          [at + 2, 0],
          [at + 2, 2],
          [at, 2],
          [at, 0],
        ],
      ],
    ],
  },
});
const SHAPES = [zone('centre', 0), zone('north', 10), zone('station', 20)];
const flow = (zoneId: string, whatId: string, value: number | null) =>
  ({ zoneId, whatId, figure: { value, status: value === null ? 'SUPPRESSED' : 'PUBLISHED' } }) as unknown as Line;
const endsOf = ({ line }: { line: readonly (readonly number[])[] }) => [line[0], line[line.length - 1]];

test('go from the middle of one zone to that of the other, largest first, wider for more trips', () => {
  const arcs = arcsOf([flow('centre', 'north', 50), flow('north', 'station', 200)], SHAPES);
  expect(arcs.map(endsOf)).toEqual([
    [
      [11, 1],
      [21, 1],
    ],
    [
      [1, 1],
      [11, 1],
    ],
  ]);
  expect(arcs.map(({ weight }) => weight)).toEqual([1, 0.25]);
});

test('of flows between regions, which have no place, none is drawn, and none keeps others from being drawn', () => {
  const far = Array.from({ length: 2 * MOST_ARCS }, (_, index) => flow(`R${index}`, 'centre', 1_000 + index));
  expect(arcsOf([...far, flow('centre', 'north', 5)], SHAPES)).toHaveLength(1);
  expect(arcsOf([...far, flow('R1', 'R2', 9)], SHAPES)).toEqual([]);
});

test('are no more than can be told apart, and none within a zone', () => {
  const many = Array.from({ length: 3 * MOST_ARCS }, (_, index) => flow('centre', 'north', index));
  expect(arcsOf([...many, flow('north', 'north', 999)], SHAPES)).toHaveLength(MOST_ARCS);
  expect(arcsOf([flow('centre', 'north', null)], SHAPES).map(({ weight }) => weight)).toEqual([0]);
});
