import { footprintsArtefactSchema, zonePlanArtefactSchema } from '@passant/contracts';
import { describeRealInputs, market, planned, readInput, value } from '../test/builders';
import { parseCells, parsePlaces, parsePopulation, parseZonesGeoJson, planZones } from './index';

const planId = '2f0c9f64-51a4-4d0a-8f7e-0c6a2f1b9d11';

describeRealInputs('Leipzig', () => {
  const zones = value(parseZonesGeoJson(readInput('leipzig/districts.geojson')));
  const input = {
    market,
    cells: value(parseCells(readInput('leipzig/cells.csv'))),
    zones: zones.areas,
    places: value(parsePlaces(readInput('leipzig/places.geojson'))).areas,
    population: value(parsePopulation(readInput('leipzig/population.csv'))),
  };
  const { plan, footprints, notes } = planned(planZones(input));

  it('is read whole', () => {
    expect(input.cells).toHaveLength(3_587);
    expect(zones.areas).toHaveLength(63);
    expect(zones.repeatedVertices).toBe(193);
  });

  it('merges the 14 districts under 5,000 residents and loses nobody', () => {
    expect(plan.residents).toBe(628_718);
    expect(notes.merged.flatMap(({ members }) => members).length - notes.merged.length).toBe(14);
    expect(plan.zones.filter(({ kind }) => kind === 'district')).toHaveLength(49);
  });

  it('makes regions of at least 50,000 residents that lose nobody', () => {
    const totals = plan.regions.map(({ residents }) => residents!.female + residents!.male);
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(628_718);
    expect(Math.min(...totals)).toBeGreaterThanOrEqual(50_000);
    expect(totals.length).toBeGreaterThan(5);
    expect(plan.regions.every(({ residents }) => residents!.adults === null)).toBe(true);
    expect(plan.zones.flatMap(({ areas }) => areas).sort()).toEqual(input.zones.map(({ id }) => id).sort());
    for (const [number, { id }] of plan.regions.entries()) {
      expect(plan.zones.some((zone) => zone.region === number && id === `R-${zone.id}`)).toBe(true);
    }
  });

  it('carves out places with coverage of their own, never the churches', () => {
    expect(plan.zones.filter(({ kind }) => kind === 'place').map(({ name }) => name)).toEqual([
      'Hauptbahnhof',
      'Messe',
      'Red Bull Arena',
    ]);
    const sensitive = notes.uncarved.filter(({ reason }) => reason === 'sensitive-kind').map(({ id }) => id);
    expect(sensitive).toEqual(['P-01', 'P-02']);
  });

  it('keeps the area of the city', () => {
    const squareKilometres = plan.zones.reduce((sum, zone) => sum + zone.areaSquareMetres, 0) / 1e6;
    expect(squareKilometres).toBeCloseTo(296.7, 0);
  });

  it('makes artefacts that fit the contract', () => {
    zonePlanArtefactSchema.parse({ format: 'zone-plan/2', planId, version: 1, ...plan });
    footprintsArtefactSchema.parse({ format: 'footprints/1', planId, ...footprints });
    expect(footprints.cells).toHaveLength(3_587);
    // 544 directions of sites; only layers that come out unlike have footprints of their own.
    expect(footprints.footprints.length).toBeGreaterThan(544);
    expect(footprints.footprints.length).toBeLessThan(1_000);
    for (const { probabilities } of footprints.footprints) {
      expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
    }
  });

  it('has overlaps of every footprint with its neighbours, and few of them', () => {
    const touched = new Set(footprints.overlaps.flat());
    expect(touched.size).toBe(footprints.footprints.length);
    expect(footprints.overlaps.length).toBeLessThan(20 * footprints.footprints.length);
  });

  it('leaves the places people in proportion', () => {
    // The same load on every cell; by area alone the station would get 0.03 %, the arena 0.01 %.
    const shareOf = (name: string) => {
      const zone = plan.zones.findIndex((known) => known.name === name);
      const shares = footprints.cells.map(({ footprint }) => {
        const { zones: touched, probabilities } = footprints.footprints[footprint]!;
        return probabilities[touched.indexOf(zone)] ?? 0;
      });
      return shares.reduce((sum, share) => sum + share, 0) / shares.length;
    };
    expect(shareOf('Hauptbahnhof')).toBeGreaterThan(0.001);
    expect(shareOf('Red Bull Arena')).toBeGreaterThan(0.00015);
    expect(shareOf('Messe')).toBeGreaterThan(0.0005);
  });

  it('comes out the same from files in another order', () => {
    const reversed = planZones({
      market,
      cells: [...input.cells].reverse(),
      zones: [...input.zones].reverse(),
      places: [...input.places].reverse(),
      population: [...input.population].reverse(),
    });
    expect(planned(reversed)).toEqual({ kind: 'planned', plan, footprints, notes });
  });
});

describeRealInputs('New York', () => {
  it('gets the H3 cells of its venues as zones', () => {
    const cells = value(parseCells(readInput('nyc/cells.csv')));
    const { plan, footprints } = planned(planZones({ market, cells }));
    expect(cells).toHaveLength(5_135);
    expect(plan.zones.length).toBe(footprints.footprints.length);
    zonePlanArtefactSchema.parse({ format: 'zone-plan/2', planId, version: 1, ...plan });
    footprintsArtefactSchema.parse({ format: 'footprints/1', planId, ...footprints });
  });
});
