/** A radio cell of the simulated network. */
export interface SimulatedCell {
  readonly cellId: string;
  readonly siteId: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Degrees clockwise from north; null: radiates all around. */
  readonly azimuth: number | null;
  readonly technology: string;
  readonly frequency: string;
  /** Serves the inside of a building. */
  readonly indoor: boolean;
}

const HEADER =
  'cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end,indoor';

export function toCellsCsv(cells: readonly SimulatedCell[], validFrom: string): string {
  const rows = cells.map((cell) =>
    [
      cell.cellId,
      cell.siteId,
      cell.latitude.toFixed(6),
      cell.longitude.toFixed(6),
      cell.azimuth === null ? 0 : 1,
      cell.azimuth === null ? '' : cell.azimuth.toFixed(1),
      cell.technology,
      cell.frequency,
      validFrom,
      '',
      cell.indoor ? 1 : 0,
    ].join(','),
  );
  return `${[HEADER, ...rows].join('\n')}\n`;
}

/** Rows of a table with a header, by column name. Rows of another length are left out: whoever imports the file reports them. */
export function readTable(text: string): ReadonlyMap<string, string>[] {
  const [header = '', ...lines] = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const columns = header.split(',').map((name) => name.trim());
  return lines
    .map((line) => line.split(','))
    .filter((values) => values.length === columns.length)
    .map((values) => new Map(columns.map((name, index) => [name, values[index]!.trim()])));
}

/** The cells of a kit that can radiate; those without a usable position are left out. */
export function readCells(text: string): SimulatedCell[] {
  return readTable(text)
    .map((row): SimulatedCell => {
      const value = (column: string) => row.get(column) ?? '';
      const number = (column: string) => (value(column) === '' ? NaN : Number(value(column)));
      const azimuth = number('azimuth_angle');
      return {
        cellId: value('cell_id'),
        siteId: value('site_id'),
        latitude: number('latitude'),
        longitude: number('longitude'),
        azimuth: value('directionality') === '1' && Number.isFinite(azimuth) ? azimuth : null,
        technology: value('technology'),
        frequency: value('frequency'),
        indoor: value('indoor') === '1',
      };
    })
    .filter(
      ({ cellId, latitude, longitude }) => cellId !== '' && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180,
    );
}
