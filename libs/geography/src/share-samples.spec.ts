import { aCell, at, projection } from '../test/builders';
import type { RadioCell } from './parse-cells';
import { shareSamples } from './share-samples';
import type { Samples } from './to-samples';
import { toSites } from './to-sites';

function samplesAt(...points: [number, number][]): Samples {
  return {
    positions: points.map(([x, y]) => projection.toMetres(at(x, y))),
    zones: new Int32Array(points.length),
    outside: new Uint8Array(points.length),
    squareMetres: new Float64Array(points.length).fill(10_000),
    stepMetres: 100,
  };
}

/** `P(cell | sample)` by cell id. */
function shares(cells: RadioCell[], ...points: [number, number][]): Map<string, number[]> {
  const result = new Map<string, number[]>();
  for (const { sector, samples, probabilities } of shareSamples(toSites(cells, projection), samplesAt(...points))) {
    const row = points.map((_, sample) => probabilities[samples.indexOf(sample)] ?? 0);
    for (const { cellId } of sector.cells) result.set(cellId, row);
  }
  return result;
}

describe('P(cell | sample)', () => {
  it('is one where a cell is alone', () => {
    expect(shares([aCell('1', 0, 0)], [100, 0], [3_000, 0]).get('1')).toEqual([1, 1]);
  });

  it('is a half in the middle of two sites and falls with the distance by 37.6 dB a decade', () => {
    const result = shares([aCell('1', 0, 0), aCell('2', 900, 0)], [450, 0], [300, 0]);
    // Twice as far: 37.6 · log10 2 = 11.32 dB; over a scale of 8 · √3 / π = 4.41 dB: e^2.566 = 13.02 to 1.
    expect(result.get('1')![0]).toBeCloseTo(0.5, 4);
    expect(result.get('1')![1]).toBeCloseTo(13.02 / 14.02, 3);
    expect(result.get('2')![1]).toBeCloseTo(1 / 14.02, 3);
  });

  it('is shared by sectors of a site by direction', () => {
    const cells = [0, 120, 240].map((azimuthDegrees) =>
      aCell(`${azimuthDegrees}`, 0, 0, { siteId: 'S', azimuthDegrees }),
    );
    const result = shares(cells, [0, 500], [0, -500]);
    // Due north: 0 dB for the first; 120° off a beam of 65° is past 20 dB for the others: 1 to e^(−20/3) each.
    expect(result.get('0')![0]).toBeCloseTo(1 / (1 + 2 * Math.exp(-20 / 3)), 6);
    // Due south lies 60° off both others: 12 · (60/65)² = 10.2 dB each, against 20 dB at the first one's back.
    expect(result.get('120')![1]).toBeCloseTo(result.get('240')![1]!, 6);
    expect(result.get('120')![1]).toBeGreaterThan(0.48);
  });

  it('is shared by layers of a site evenly, and half-heartedly by layers of which one stands nearer', () => {
    const together = shares([aCell('1', 0, 0), aCell('2', 0, 0, { frequency: '800' })], [300, 0]);
    expect(together.get('1')).toEqual([0.5]);
    const apart = shares([aCell('1', 0, 0), aCell('2', 900, 0, { frequency: '800' })], [300, 0]);
    // The square root of 13.02 to 1.
    expect(apart.get('1')![0]).toBeCloseTo(3.608 / 4.608, 3);
  });

  it('leaves nobody in a zone unserved while any range allows', () => {
    // 1 and 2 stand 200 m apart and reach 600 m among each other; a kilometre on the nearer one serves all the same.
    const cells = [aCell('1', 0, 0), aCell('2', 200, 0)];
    expect(shares(cells, [1_500, 0]).get('2')).toEqual([1]);
    expect(shares(cells, [20_000, 0]).get('2')).toEqual([0]);
  });
});

describe('sites', () => {
  it('reach twice as far as their neighbours of the same layer stand', () => {
    const cells = [aCell('1', 0, 0), aCell('2', 1_000, 0), aCell('3', 300, 0, { frequency: '800' })];
    const [first, second, third] = toSites(cells, projection);
    expect([first!.reachMetres, second!.reachMetres]).toEqual([expect.closeTo(2_000, 0), expect.closeTo(2_000, 0)]);
    expect(first!.openReachMetres).toBeCloseTo(500, 0);
    expect([third!.layer, third!.reachMetres]).toEqual([1, 15_000]);
  });

  test.each([
    [3, 65],
    [6, 32.5],
    [1, 100],
  ])('with %i directions have beams of %f° where the file says nothing', (count, width) => {
    const cells = Array.from({ length: count }, (_, index) =>
      aCell(`${index}`, 0, 0, { siteId: 'S', azimuthDegrees: (360 / count) * index }),
    );
    const [site] = toSites(cells, projection);
    expect(site!.sectors.map(({ beamWidthDegrees }) => beamWidthDegrees)).toEqual(cells.map(() => width));
  });
});
