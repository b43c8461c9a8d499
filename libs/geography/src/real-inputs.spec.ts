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
    zonePlanArtefactSchema.parse({ format: 'zone-plan/1', planId, version: 1, ...plan });
    footprintsArtefactSchema.parse({ format: 'footprints/1', planId, ...footprints });
    expect(footprints.cells).toHaveLength(3_587);
    expect(footprints.footprints).toHaveLength(186);
    for (const { probabilities } of footprints.footprints) {
      expect(probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
    }
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
    zonePlanArtefactSchema.parse({ format: 'zone-plan/1', planId, version: 1, ...plan });
    footprintsArtefactSchema.parse({ format: 'footprints/1', planId, ...footprints });
  });
});
