import { footprintsArtefactSchema, marketSchema, zonePlanArtefactSchema, type ZonePlanId } from '@passant/contracts';
import { proposePlan } from './propose-plan';
import type { NetworkFileKind } from './zone-plan';

const CELLS = `cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end
C1,S1,51.34,12.37,0,,4G,800,2026-01-01,
C2,S1,51.34,12.37,0,,5G,800,2026-01-01,
C3,S2,51.38,12.45,0,,4G,800,2026-01-01,
`;
const market = marketSchema.parse({
  id: 'town',
  name: 'Town',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  firstDay: '2026-06-08',
});
const propose = (files: Partial<Record<NetworkFileKind, string>>) =>
  proposePlan({
    planId: '0b0e7b5e-94d5-4d52-9a8c-0b6a52e3f6a1' as ZonePlanId,
    market,
    files: new Map(Object.entries(files) as [NetworkFileKind, string][]),
  });

describe('proposePlan', () => {
  it('makes artefacts as the contracts want them, and counts the cells of each zone', () => {
    const proposal = propose({ cells: CELLS });
    if (proposal.kind !== 'proposed') throw new Error(JSON.stringify(proposal));
    expect(zonePlanArtefactSchema.parse({ ...proposal.zones, version: 1 }).zones).toHaveLength(2);
    expect(footprintsArtefactSchema.parse(proposal.footprints).cells).toHaveLength(3);
    expect(Object.values(proposal.cellCounts).sort()).toEqual([1, 2]);
  });

  it('takes public workplaces of the population file for where people are', () => {
    const district = (id: string, west: number, east: number) => {
      const ring = [[west, 51.3], [east, 51.3], [east, 51.4], [west, 51.4], [west, 51.3]]; // prettier-ignore
      return { type: 'Feature', properties: { id, name: id }, geometry: { type: 'Polygon', coordinates: [ring] } };
    };
    const features = [district('W', 12.3, 12.41), district('E', 12.41, 12.52)];
    const zones = JSON.stringify({ type: 'FeatureCollection', features });
    const shareOfWest = (header: string, west: string, east: string) => {
      const rows = [
        `area_id,area_name,population,male,female${header}`,
        `W,W,9000,4000,5000${west}`,
        `E,E,9000,4000,5000${east}`,
      ];
      const proposal = propose({ cells: CELLS, zones, population: rows.join('\n') });
      if (proposal.kind !== 'proposed') throw new Error(JSON.stringify(proposal));
      const { cells, footprints } = proposal.footprints;
      const { zones: heard, probabilities } = footprints[cells.find(({ cellId }) => cellId === 'C1')!.footprint]!;
      return probabilities[heard.indexOf(proposal.zones.zones.findIndex(({ id }) => id === 'W'))]!;
    };
    const [unknown, more, fewer] = [
      shareOfWest('', '', ''),
      shareOfWest(',workplaces', ',20000', ',1000'),
      shareOfWest(',workplaces', ',1000', ',20000'),
    ];
    expect(more).toBeGreaterThan(unknown + 0.01);
    expect(fewer).toBeLessThan(unknown - 0.01);
  });

  it('asks for cells', () => {
    expect(propose({})).toEqual({
      kind: 'refused',
      problems: [expect.objectContaining({ message: expect.stringContaining('cells') })],
    });
  });

  it('tells the problems of all files at once', () => {
    const proposal = propose({ cells: 'cell_id;site_id\n', zones: 'no json', population: '' });
    expect(proposal.kind === 'refused' && proposal.problems.map(({ code }) => code)).toEqual([
      'wrong-delimiter',
      'malformed-json',
      'empty-file',
    ]);
  });
});
