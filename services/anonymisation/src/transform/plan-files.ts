import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FootprintsArtefact, Zone } from '@passant/contracts';
import type { Engine } from '@passant/engine';
import { findFlowEnds, findHomeColumns, type PlanFacts, type PlanZone } from '../step-three/table-domain';
import { findOwnPlaces } from './domain/find-own-places';
import { toWeights } from './domain/to-weights';
import * as tables from './sql/plan-tables.sql';

/** What step 2 knows of a zone plan: public, but for the footprints of the operator's cells. */
export interface PlanToTransform extends Pick<PlanFacts, 'regions'> {
  /** In the order of every table's rows; their number itself stands for `outside`. */
  readonly zones: readonly (PlanZone & Pick<Zone, 'kind'>)[];
  readonly footprints: Pick<FootprintsArtefact, 'cells' | 'footprints' | 'overlaps'>;
}

/** Puts what the statements look up about a plan into the engine: tables and dictionaries. */
export async function loadPlan(engine: Engine, plan: PlanToTransform): Promise<void> {
  const { cells, footprints, overlaps } = plan.footprints;
  const load = async (name: string, rows: readonly unknown[], structure: string): Promise<string> => {
    await writeFile(join(engine.directory, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return engine.source(name, 'JSONCompactEachRow', structure);
  };
  const cellRows = cells.map((cell, number) => [number, cell.cellId, cell.footprint, cell.latitude, cell.longitude]);
  const footprintRows = footprints.map(({ zones, probabilities }, footprint) => {
    const weighed = toWeights(probabilities).map((weight, index) => [zones[index]!, weight] as const);
    const heard = weighed.filter(([, weight]) => weight > 0);
    return [footprint, heard.map(([zone]) => zone), heard.map(([, weight]) => weight)];
  });
  const flowEnds = findFlowEnds(plan);
  const pairRows = (flowEnds?.pairs ?? []).map(([from, to], row) => [from, to, row]);
  const ownPlaces = findOwnPlaces(plan.zones, footprints);
  const zoneRows = plan.zones.map((_, zone) => [zone, flowEnds?.endOfZone[zone] ?? 0, ownPlaces.has(zone) ? 1 : 0]);
  const homeRows = [...findHomeColumns(plan).columnOfArea];

  await engine.execute(tables.createCells(await load('cells.json', cellRows, tables.CELLS_STRUCTURE)));
  await engine.execute(tables.createCellDictionary());
  await engine.execute(tables.createCellNumberDictionary());
  await engine.execute(
    tables.createFootprints(await load('footprints.json', footprintRows, tables.FOOTPRINTS_STRUCTURE)),
  );
  await engine.execute(tables.createFootprintDictionary());
  await engine.execute(tables.createOverlaps(await load('overlaps.json', overlaps, tables.OVERLAPS_STRUCTURE)));
  await engine.execute(tables.createZones(await load('zones.json', zoneRows, tables.ZONES_STRUCTURE)));
  await engine.execute(tables.createZoneDictionary());
  await engine.execute(tables.createFlowPairs(await load('flow-pairs.json', pairRows, tables.FLOW_PAIRS_STRUCTURE)));
  await engine.execute(tables.createFlowPairDictionary());
  await engine.execute(tables.createHomes(await load('homes.json', homeRows, tables.HOMES_STRUCTURE)));
  await engine.execute(tables.createHomeDictionary());
}
