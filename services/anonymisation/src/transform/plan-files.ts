import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FootprintsArtefact } from '@passant/contracts';
import type { Engine } from '@passant/engine';
import { CELLS_STRUCTURE, createCells } from './sql/create-cells.sql';
import { createFootprints, FOOTPRINTS_STRUCTURE } from './sql/create-footprints.sql';
import { createOverlaps, OVERLAPS_STRUCTURE } from './sql/create-overlaps.sql';

/** Puts a plan's cells, footprints and overlaps into the engine as tables. */
export async function loadPlan(engine: Engine, plan: FootprintsArtefact): Promise<void> {
  const load = async (name: string, rows: readonly unknown[], structure: string): Promise<string> => {
    await writeFile(join(engine.directory, name), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    return engine.source(name, 'JSONCompactEachRow', structure);
  };
  const cells = plan.cells.map((cell, number) => [number, cell.cellId, cell.footprint, cell.latitude, cell.longitude]);
  const footprints = plan.footprints.map(({ zones, probabilities }, footprint) => [footprint, zones, probabilities]);
  await engine.execute(createCells(await load('cells.json', cells, CELLS_STRUCTURE)));
  await engine.execute(createFootprints(await load('footprints.json', footprints, FOOTPRINTS_STRUCTURE)));
  await engine.execute(createOverlaps(await load('overlaps.json', plan.overlaps, OVERLAPS_STRUCTURE)));
}
