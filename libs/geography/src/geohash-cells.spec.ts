import fc from 'fast-check';
import { areaInside, isSimple, sharedArea, type Vertex } from './clip-ring';
import { listGeohashes, shareGeohashes, toCellSet } from './geohash-cells';

const box = (west: number, south: number, size: number): Vertex[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
];
const geometry = (...rings: Vertex[][]) => ({
  type: 'MultiPolygon' as const,
  coordinates: [rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))],
});
const MOST = 1000;

describe('geohash cells', () => {
  it('are named as everybody names them', () => {
    // https://en.wikipedia.org/wiki/Geohash: ezs42 is 42.583 to 42.627 north, 5.581 to 5.625 west.
    expect(listGeohashes(box(-5.61, 42.59, 0.01), 5, MOST)).toEqual(['ezs42']);
    expect(listGeohashes(box(10.407, 57.649, 0.0001), 6, MOST)).toEqual(['u4pruy']);
    expect(listGeohashes(box(-49.265507, -25.382709, 0.000002), 8, MOST)).toEqual(['6gkzwgjz']);
  });

  it('of one length are the whole of a cell one letter shorter', () => {
    const cells = listGeohashes(
      [
        [0, 0],
        [45, 0],
        [45, 45],
        [0, 45],
      ],
      2,
      MOST,
    )!;
    expect(cells).toHaveLength(32);
    expect(new Set(cells.map(([first]) => first))).toEqual(new Set(['s']));
  });

  it('that a polygon only touches are not its cells', () => {
    expect(
      listGeohashes(
        [
          [0, 0],
          [11.25, 0],
          [11.25, 5.625],
          [0, 5.625],
        ],
        2,
        MOST,
      ),
    ).toEqual(['s0']);
  });

  it('are counted no further than allowed', () => {
    expect(listGeohashes(box(8, 50, 1), 7, MOST)).toBeNull();
  });

  it('are covered by shapes in shares that add to the shapes, holes taken out', () => {
    const hole = box(12.36, 51.33, 0.02);
    const shape = geometry(box(12.3, 51.3, 0.1), hole);
    const cells = listGeohashes(box(12.25, 51.25, 0.2), 6, 5000)!;
    const shares = shareGeohashes(shape, toCellSet(cells));
    const cellArea = (360 / 2 ** 15) * (180 / 2 ** 15);
    const total = [...shares.values()].reduce((sum, share) => sum + share * cellArea, 0);
    expect(total).toBeCloseTo(0.1 ** 2 - 0.02 ** 2, 9);
    expect([...shares.values()].every((share) => share > 0 && share <= 1)).toBe(true);
  });

  it('are covered once by any split of a shape', () => {
    const cells = toCellSet(listGeohashes(box(12.3, 51.3, 0.1), 6, 5000)!);
    const cut = fc.double({ min: 0.001, max: 0.099, noNaN: true });
    fc.assert(
      fc.property(cut, (at) => {
        const left = shareGeohashes(
          geometry([
            [12.3, 51.3],
            [12.3 + at, 51.3],
            [12.3 + at, 51.4],
            [12.3, 51.4],
          ]),
          cells,
        );
        const right = shareGeohashes(
          geometry([
            [12.3 + at, 51.3],
            [12.4, 51.3],
            [12.4, 51.4],
            [12.3 + at, 51.4],
          ]),
          cells,
        );
        const whole = shareGeohashes(geometry(box(12.3, 51.3, 0.1)), cells);
        for (const [cell, share] of whole) expect((left.get(cell) ?? 0) + (right.get(cell) ?? 0)).toBeCloseTo(share, 6);
      }),
      { numRuns: 8 },
    );
  });
});

describe('a concave polygon', () => {
  const u: Vertex[] = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
  ];

  it('shares only what lies in its arms', () => {
    expect(sharedArea(u, geometry(box(0, 2, 3)))).toBeCloseTo(2);
    expect(sharedArea(u, geometry(box(1.2, 1.5, 0.5)))).toBeCloseTo(0);
    expect(sharedArea(u, geometry(box(-1, -1, 6)))).toBeCloseTo(7);
    expect(sharedArea([...u].reverse(), geometry(box(0, 2, 3)))).toBeCloseTo(2);
  });

  it('keeps its area inside lines that cut it to pieces', () => {
    expect(areaInside(geometry(u).coordinates, [{ a: 0, b: -1, c: -2 }])).toBeCloseTo(2);
  });

  it.each([
    ['a square', box(0, 0, 1), true],
    ['a U', u, true],
    [
      'a bow tie',
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
      ],
      false,
    ],
    [
      'a line',
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
      false,
    ],
    [
      'one point',
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      false,
    ],
    [
      'an edge that comes back',
      [
        [0, 0],
        [2, 0],
        [1, 0],
        [1, 1],
      ],
      false,
    ],
    [
      'a corner on an edge',
      [
        [0, 0],
        [2, 0],
        [2, 2],
        [1, 0],
        [0, 2],
      ],
      false,
    ],
    [
      'two points',
      [
        [0, 0],
        [1, 1],
      ],
      false,
    ],
  ] as [string, Vertex[], boolean][])('%s: simple or not', (_, ring, simple) => expect(isSimple(ring)).toBe(simple));
});
