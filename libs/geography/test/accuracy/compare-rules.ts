import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type CitySummary, prepareCity, readPlacedDay } from '@passant/simulator';
import {
  type CellRule,
  footprintRule,
  measureErrors,
  parseCells,
  parsePlaces,
  parsePopulation,
  parseZonesGeoJson,
  planZones,
  toPresence,
} from '../../src';
import { projectAround } from '../../src/projection';
import { market, planned, value } from '../builders';
import { nearestZoneRule } from './nearest-zone-rule';
import { voronoiRule } from './voronoi-rule';

const PEOPLE = 60_000;
/** The same with public workplaces in the population file. */
const INFORMED = 'footprint, workplaces known';
const leipzig = resolve(__dirname, '../../../../../shared/data/leipzig');
const cities = [
  { city: 'made city', kitDirectory: undefined },
  { city: 'Leipzig', kitDirectory: leipzig },
].filter(({ city, kitDirectory }) => {
  const there = kitDirectory === undefined || existsSync(kitDirectory);
  if (!there) process.stdout.write(`${city}: left out, there is no ${kitDirectory}.\n`);
  return there;
});

describe.each(cities)('$city', ({ city, kitDirectory }) => {
  let home = '';
  beforeAll(async () => (home = await mkdtemp(join(tmpdir(), 'passant-accuracy-'))));
  afterAll(() => rm(home, { recursive: true, force: true }));

  it('is told best by footprints', async () => {
    const summary = await prepareCity({
      directory: join(home, 'city'),
      truthFile: join(home, 'truth.csv'),
      kitDirectory,
      people: PEOPLE,
      consentShare: 0.5,
      days: 1,
      seed: 7,
      progress: () => undefined,
    });
    const { plan, rules } = await makeRules(summary);
    const { cellHours, truth } = (await readPlacedDay(summary, { zones: plan.zones, mostPeople: PEOPLE }))!;

    const results = [...rules].map(([name, rule]) => {
      const presence = toPresence(rule, cellHours, plan.zones.length);
      return { name, presence, errors: measureErrors(presence, truth.values)! };
    });
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
    const lines = results.map(
      ({ name, errors }) =>
        `| ${city} | ${name} | ${percent(errors.median)} | ${percent(errors.p90)} | ${percent(errors.bias)} |`,
    );
    const mean = (values: Float64Array) => Math.round(values.reduce((sum, hour) => sum + hour, 0) / values.length);
    const places = plan.zones.flatMap(({ kind, name }, zone) => {
      const told = results.map(({ presence }) => mean(presence[zone]!)).join(' | ');
      return kind === 'place' ? [`| ${city} | ${name} | ${mean(truth.values[zone]!)} | ${told} |`] : [];
    });
    process.stdout.write(
      [
        `\n| city (${results[0]!.errors.zoneHours} zone-hours) | rule | median | p90 | bias |\n| --- | --- | --- | --- | --- |`,
        ...lines,
        `\n| city | place: mean people | truth | ${[...rules.keys()].join(' | ')} |`,
        `| --- | --- | --- |${' --- |'.repeat(rules.size)}`,
        ...places,
        '',
      ].join('\n'),
    );

    const [footprint, ...others] = results.filter(({ name }) => name !== INFORMED).map(({ errors }) => errors);
    expect(footprint!.median).toBeLessThan(Math.min(...others.map(({ median }) => median)));
    expect(footprint!.p90).toBeLessThan(Math.min(...others.map(({ p90 }) => p90)));
  });
});

async function makeRules({ files }: CitySummary) {
  const read = (file: string | null) => readFile(file!, 'utf8');
  const cells = value(parseCells(await read(files.cells)));
  const population = value(parsePopulation(await read(files.population)));
  const workplaces = new Map(
    (await read(files.workplaces)).split('\n').map((row) => row.split(',') as [string, string]),
  );
  const input = {
    ...{ market, cells, population },
    zones: value(parseZonesGeoJson(await read(files.zones))).areas,
    places: value(parsePlaces(await read(files.places))).areas,
  };
  const { plan, footprints } = planned(planZones(input));
  const withWorkplaces = population.map((area) => ({ ...area, workplaces: Number(workplaces.get(area.areaId)) }));
  const informed = planned(planZones({ ...input, population: withWorkplaces }));
  const network = { cells, zones: plan.zones, projection: projectAround(cells[0]!.latitude), residents: [] };
  const rules = new Map<string, CellRule>([
    ['footprint', footprintRule(footprints)],
    [INFORMED, footprintRule(informed.footprints)],
    ['Voronoi by area', voronoiRule(network)],
    ['nearest zone', nearestZoneRule(network)],
  ]);
  return { plan, rules };
}
