import { anArea, at, aCell, projection, rectangle } from '../test/builders';
import { mapPositions } from './projection';
import type { MultiPolygon } from './ring';
import { toSamples } from './to-samples';
import { toSites } from './to-sites';

const metric = (geometry: MultiPolygon) => mapPositions(geometry, projection.toMetres);
const inner = rectangle(450, 450, 60, 90);
const around: MultiPolygon = [[rectangle(0, 0, 1_000, 1_000)[0]![0]!, inner[0]![0]!]];

describe('the raster of a map', () => {
  const sites = toSites([aCell('1', 0, 500), aCell('2', 1_000, 500)], projection);
  const shapes = [anArea('A', around), anArea('P', inner)].map(({ geometry }) => metric(geometry));
  const samples = toSamples(shapes, sites);
  const areaOfZone = (wanted: number) =>
    samples.squareMetres.reduce((sum, metres, sample) => (samples.zones[sample] === wanted ? sum + metres : sum), 0);

  it('adds up to the area of each zone, holes and all', () => {
    expect(areaOfZone(0) / 1e6).toBeCloseTo(1 - 0.0054, 3);
    expect(areaOfZone(1)).toBeCloseTo(5_400, -1);
  });

  it('is finer in a small zone', () => {
    expect(samples.zones.filter((zone) => zone === 1).length).toBeGreaterThanOrEqual(25);
    expect(samples.zones.filter((zone) => zone === 0).length).toBeLessThan(110);
  });

  it('goes on beyond the zones as far as a site reaches there', () => {
    // Two half circles of 500 m: π/4 km².
    expect(areaOfZone(2) / 1e6).toBeCloseTo(Math.PI / 4, 1);
    const [west] = projection.toMetres(at(-510, 500));
    expect(Math.min(...samples.positions.map(([x]) => x))).toBeGreaterThan(west);
  });

  it('is coarser where the map is large', () => {
    const country = metric(rectangle(0, 0, 400_000, 300_000));
    const { positions, stepMetres } = toSamples([country], sites);
    expect(stepMetres).toBeGreaterThan(1_000);
    expect(positions.length).toBeLessThan(110_000);
  });
});
