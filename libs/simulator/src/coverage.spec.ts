import { Coverage } from './coverage';
import type { SimulatedCell } from './network';
import { Random } from './random';

const DEGREE_METRES = 111_195;
const aCell = (cellId: string, east: number, overrides: Partial<SimulatedCell> = {}): SimulatedCell => ({
  cellId,
  siteId: cellId,
  latitude: 0,
  longitude: east / DEGREE_METRES,
  azimuth: null,
  technology: '4G',
  frequency: '800',
  indoor: false,
  ...overrides,
});

/** How often each cell serves people at a place. */
function servedBy(cells: readonly SimulatedCell[], east: number, inside = false): Map<string, number> {
  const coverage = new Coverage(cells);
  const place = coverage.addPlace(east / DEGREE_METRES, 0, inside);
  const random = new Random(1);
  const shares = new Map<string, number>(cells.map(({ cellId }) => [cellId, 0]));
  for (let event = 0; event < 20_000; event++) {
    if (event % 20 === 0) coverage.camp(event, place);
    const { cellId } = cells[coverage.nextCell(random)]!;
    shares.set(cellId, shares.get(cellId)! + 1 / 20_000);
  }
  return shares;
}

it('serves people mostly from the nearer site, and at the middle from either', () => {
  const cells = [aCell('near', 0), aCell('far', 2_000)];
  expect(servedBy(cells, 300).get('near')).toBeGreaterThan(0.95);
  const middle = servedBy(cells, 1_000).get('near')!;
  expect(middle).toBeGreaterThan(0.35);
  expect(middle).toBeLessThan(0.65);
});

it('serves people from the sector that looks at them', () => {
  const cells = [aCell('east', 0, { siteId: 'S', azimuth: 90 }), aCell('west', 0, { siteId: 'S', azimuth: 270 })];
  expect(servedBy(cells, 500).get('east')).toBeGreaterThan(0.95);
  expect(servedBy(cells, -500).get('west')).toBeGreaterThan(0.95);
});

it('keeps the shadow of a person and site: one person at one place stays with one site', () => {
  const coverage = new Coverage([aCell('a', 0), aCell('b', 2_000)]);
  const place = coverage.addPlace(1_000 / DEGREE_METRES, 0);
  const random = new Random(1);
  const majorities = Array.from({ length: 200 }, (_, person) => {
    coverage.camp(person, place);
    const first = Array.from({ length: 50 }, () => coverage.nextCell(random)).filter((cell) => cell === 0).length / 50;
    return Math.max(first, 1 - first);
  });
  expect(majorities.reduce((sum, share) => sum + share, 0) / 200).toBeGreaterThan(0.8);
});

it('serves people inside a building from its own part, and people outside never', () => {
  const cells = [aCell('tower', 300), aCell('part 1', 0, { indoor: true }), aCell('part 2', 100, { indoor: true })];
  expect(servedBy(cells, 5, true).get('part 1')).toBeGreaterThan(0.9);
  expect(servedBy(cells, 95, true).get('part 2')).toBeGreaterThan(0.9);
  expect(servedBy(cells, 5, false).get('tower')).toBeCloseTo(1, 9);
});

it('serves people far from any site from the nearest', () => {
  expect(servedBy([aCell('only', 0)], 900_000).get('only')).toBeCloseTo(1, 9);
});
