import type { Period, ReleaseArtefact, RowId, Table } from '@passant/contracts';
import { fromReleasedRecord } from '@passant/privacy';
import type { ReleasedTable, Tables, ZoneRow } from '../src/figures/domain/released-tables';
import { addZones } from '../src/releases/domain/add-zones';

/** Artefacts as a question reads them, without a database in between. */
export function toTables(artefacts: readonly ReleaseArtefact[]): Tables {
  const byPeriod = new Map<Period, Map<Table, ReleasedTable>>();
  const byZone = new Map<RowId, Map<ReleasedTable, ZoneRow>>();
  for (const artefact of artefacts) {
    for (const table of artefact.tables) {
      const head = toHead(artefact, table);
      byPeriod.set(artefact.period, (byPeriod.get(artefact.period) ?? new Map()).set(table.table, head));
      for (const [row, zone] of artefact.zones.entries()) {
        byZone.set(zone, (byZone.get(zone) ?? new Map()).set(head, toRow(artefact, table, row)));
      }
    }
  }
  return { byPeriod, byZone };
}

type ArtefactTable = ReleaseArtefact['tables'][number];

function toHead(artefact: ReleaseArtefact, table: ArtefactTable): ReleasedTable {
  const { releaseId, planId, period, methodVersion, unitsPerPerson, locationError, zones } = artefact;
  return {
    ...{ releaseId, planId, period, methodVersion, unitsPerPerson, locationError, tableRows: zones.length },
    ...{ table: table.table, columns: table.columns, variance: table.variance, tau: table.tau },
    leastPeople: artefact.leastPeople ?? 20,
    strata: artefact.extrapolation?.strata ?? null,
    panelMeasured: artefact.extrapolation?.panelMeasured ?? null,
    classes: table.factors?.classes ?? null,
    city: artefact.product === 'visitors' ? addZones(artefact, table) : null,
  };
}

function toRow({ extrapolation }: ReleaseArtefact, { columns, values, factors }: ArtefactTable, row: number): ZoneRow {
  const classes = factors ? Math.max(...factors.classes) + 1 : 1;
  const own = factors
    ? factors.values.slice(row * classes, (row + 1) * classes)
    : [extrapolation?.factors[row] ?? null];
  return fromReleasedRecord({
    values: values.slice(row * columns.length, (row + 1) * columns.length),
    factors: own.map((one) => one?.factor ?? null),
    factorVariances: own.map((one) => one?.variance ?? null),
    factorMixings: own.map((one) => one?.mixing ?? null),
  });
}
