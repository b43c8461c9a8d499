import { type CsvRow, parseCsv } from './parse-csv';
import { type Parsed, type Problem, toParsed } from './problem';

/** A radio cell as its operator describes it. */
export interface RadioCell {
  readonly cellId: string;
  readonly siteId: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Degrees clockwise from north; null for an omnidirectional cell (directionality 0). */
  readonly azimuthDegrees: number | null;
  readonly technology: string;
  /** As the operator writes it, in MHz. Technology and frequency are the cell's layer. */
  readonly frequency: string;
  /** Width of the beam at half power (column `horizontal_beam_width`); null: unknown. */
  readonly beamWidthDegrees: number | null;
  /** How far it reaches at most (column `range`, in metres); null: unknown. */
  readonly rangeMetres: number | null;
  /** Serves the inside of a building only (column `indoor` = 1). */
  readonly indoor: boolean;
}

export const CELL_COLUMNS = [
  'cell_id',
  'site_id',
  'latitude',
  'longitude',
  'directionality',
  'azimuth_angle',
  'technology',
  'frequency',
  'valid_date_start',
  'valid_date_end',
] as const;

/**
 * Parses the cells of a network (multimno's columns; `indoor` of 0 or 1, `horizontal_beam_width` and `range` are optional). Refused with every problem at once:
 * a position that is none, an azimuth that is missing or out of range, an id that occurs twice.
 */
export function parseCells(csvText: string): Parsed<readonly RadioCell[]> {
  const table = parseCsv('cells', csvText, CELL_COLUMNS);
  if (table.kind === 'refused') return table;
  const problems: Problem[] = [];
  const lineById = new Map<string, number>();
  const cells = table.value.rows.map((row) => toCell(row, problems));
  for (const [index, { cellId }] of cells.entries()) {
    const line = table.value.rows[index]!.line;
    const first = lineById.get(cellId);
    if (first === undefined) lineById.set(cellId, line);
    else {
      const message = `Line ${line} of the cells file repeats the cell_id ${cellId} of line ${first}: keep one of them.`;
      problems.push({ code: 'duplicate-id', message, line, ids: [cellId] });
    }
  }
  return toParsed(cells, problems);
}

function toCell({ line, values }: CsvRow, problems: Problem[]): RadioCell {
  const cellId = values.get('cell_id')!;
  const siteId = values.get('site_id')!;
  const say = (code: Problem['code'], what: string) =>
    problems.push({
      code,
      message: `Line ${line} of the cells file (cell ${cellId || 'without id'}): ${what}`,
      line,
      ids: [cellId],
    });

  if (cellId === '' || cellId.length > 64) say('malformed-value', 'cell_id must have 1 to 64 characters.');
  if (siteId === '' || siteId.length > 64) say('malformed-value', 'site_id must have 1 to 64 characters.');
  const latitude = toNumber(values.get('latitude')!);
  const longitude = toNumber(values.get('longitude')!);
  if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
    say(
      'bad-coordinates',
      'latitude must be a number from -90 to 90 and longitude one from -180 to 180 (WGS 84, decimal point).',
    );
  } else if (latitude === 0 && longitude === 0) {
    say(
      'bad-coordinates',
      'latitude and longitude are both 0, which stands for "unknown": give the position of the site.',
    );
  }
  const directional = values.get('directionality')!;
  const azimuth = toNumber(values.get('azimuth_angle')!);
  if (directional !== '0' && directional !== '1') say('malformed-value', 'directionality must be 0 or 1.');
  if (directional === '1' && !(azimuth >= 0 && azimuth <= 360)) {
    say('malformed-value', 'a directional cell needs an azimuth_angle from 0 to 360 degrees.');
  }
  const indoor = values.get('indoor') ?? '';
  if (!['', '0', '1'].includes(indoor)) say('malformed-value', 'indoor must be 0, 1 or blank.');
  const optional = (column: string, what: string, most: number): number | null => {
    const text = values.get(column) ?? '';
    const value = toNumber(text);
    if (text !== '' && !(value > 0 && value <= most)) say('malformed-value', `${column} must be ${what}, or blank.`);
    return text === '' ? null : value;
  };
  const beamWidthDegrees = optional('horizontal_beam_width', 'a width above 0 and up to 360 degrees', 360);
  const rangeMetres = optional('range', 'a distance above 0 and up to 100000 metres', 100_000);
  return {
    cellId,
    siteId,
    latitude,
    longitude,
    azimuthDegrees: directional === '1' ? azimuth : null,
    technology: values.get('technology')!,
    frequency: values.get('frequency')!,
    beamWidthDegrees,
    rangeMetres,
    indoor: indoor === '1',
  };
}

/** A decimal number, or NaN: blanks, `1e3`, `0x10` and `1,5` are none. */
export function toNumber(text: string): number {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
}
