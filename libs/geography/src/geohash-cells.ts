import type { MultiPolygon } from '@passant/contracts';
import { clipByLine, signedDoubleArea, type Vertex } from './clip-ring';

/** Base 32 of geohashes (Niemeyer 2008): five bits a letter, by turns of longitude and latitude, longitude first. */
const LETTERS = '0123456789bcdefghjkmnpqrstuvwxyz';

/** Of a cell's area: less is a touch, not an overlap. */
const LEAST_SHARE = 1e-9;

interface Cell {
  readonly geohash: string;
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

const WORLD: Cell = { geohash: '', west: -180, south: -90, width: 360, height: 180 };

/** Rings clipped to the cell in hand, with their sign: holes count against. */
interface Piece {
  readonly ring: readonly Vertex[];
  readonly sign: 1 | -1;
}

/**
 * The geohash cells of a length that a simple polygon (open ring of `[longitude, latitude]`, not across 180°) overlaps, in
 * order; null where they are more than `most`.
 */
export function listGeohashes(ring: readonly Vertex[], length: number, most: number): string[] | null {
  const found: string[] = [];
  const isWithin = descend(
    [{ ring, sign: 1 }],
    { length, enter: () => true },
    ({ geohash }) => found.push(geohash) <= most,
  );
  return isWithin ? found.sort() : null;
}

/** How much of each of these cells (all of one length) a geometry covers: shares between 0 and 1; cells it does not overlap are left out. */
export function shareGeohashes({ coordinates }: MultiPolygon, cells: CellSet): Map<string, number> {
  const pieces = coordinates.flatMap((rings) =>
    rings.map((ring, index): Piece => ({ ring, sign: index === 0 ? 1 : -1 })),
  );
  const shares = new Map<string, number>();
  descend(pieces, { length: cells.length, enter: (geohash) => cells.prefixes.has(geohash) }, (cell, share) => {
    shares.set(cell.geohash, Math.min(1, share));
    return true;
  });
  return shares;
}

/** Cells of one length, ready to be looked for. */
export interface CellSet {
  readonly length: number;
  readonly prefixes: ReadonlySet<string>;
}

export function toCellSet(geohashes: readonly string[]): CellSet {
  const prefixes = new Set<string>();
  for (const geohash of geohashes) for (let end = 1; end <= geohash.length; end++) prefixes.add(geohash.slice(0, end));
  return { length: geohashes[0]?.length ?? 1, prefixes };
}

interface Search {
  readonly length: number;
  readonly enter: (geohash: string) => boolean;
}

/** Depth first over cells that overlap; ends where `visit` says so, and then returns false. */
function descend(pieces: readonly Piece[], search: Search, visit: (cell: Cell, share: number) => boolean): boolean {
  const walk = (inside: readonly Piece[], cell: Cell): boolean => {
    const area = inside.reduce((sum, { ring, sign }) => sum + (sign * Math.abs(signedDoubleArea(ring))) / 2, 0);
    const share = area / (cell.width * cell.height);
    if (!(share > LEAST_SHARE) && (cell.geohash.length === search.length || area <= 0)) return true;
    if (cell.geohash.length === search.length) return visit(cell, share);
    for (const { column, pieces: some } of toColumns(inside, cell)) {
      for (const child of listRows(column, cell)) {
        if (!search.enter(child.geohash)) continue;
        const clipped = clipBetween(some, 1, { low: child.south, high: child.south + child.height });
        if (clipped.length > 0 && !walk(clipped, child)) return false;
      }
    }
    return true;
  };
  return walk(pieces, WORLD);
}

/** Letters alternate between 8 columns of 4 rows and 4 columns of 8 rows. */
const columnsOf = ({ geohash }: Cell): number => (geohash.length % 2 === 0 ? 8 : 4);

function toColumns(pieces: readonly Piece[], cell: Cell): { column: number; pieces: Piece[] }[] {
  const columns = columnsOf(cell);
  const width = cell.width / columns;
  return Array.from({ length: columns }, (_, column) => {
    const low = cell.west + column * width;
    return { column, pieces: clipBetween(pieces, 0, { low, high: low + width }) };
  }).filter((one) => one.pieces.length > 0);
}

function listRows(column: number, cell: Cell): Cell[] {
  const columns = columnsOf(cell);
  const rows = 32 / columns;
  const [width, height] = [cell.width / columns, cell.height / rows];
  return Array.from({ length: rows }, (_, row) => ({
    geohash: cell.geohash + LETTERS[toCode(column, row, columns === 8)]!,
    ...{ west: cell.west + column * width, south: cell.south + row * height, width, height },
  }));
}

/** The bits of column and row, by turns; where there are three of one and two of the other, the three begin. */
function toCode(column: number, row: number, isWide: boolean): number {
  const [three, two] = isWide ? [column, row] : [row, column];
  return (
    (((three >> 2) & 1) << 4) | (((two >> 1) & 1) << 3) | (((three >> 1) & 1) << 2) | ((two & 1) << 1) | (three & 1)
  );
}

function clipBetween(pieces: readonly Piece[], axis: 0 | 1, { low, high }: { low: number; high: number }): Piece[] {
  const [a, b] = axis === 0 ? [1, 0] : [0, 1];
  return pieces.flatMap(({ ring, sign }) => {
    let [least, most] = [Infinity, -Infinity];
    for (const vertex of ring) {
      least = Math.min(least, vertex[axis]);
      most = Math.max(most, vertex[axis]);
    }
    if (!(most > low && least < high)) return [];
    let clipped: readonly Vertex[] = ring;
    if (least < low) clipped = clipByLine(clipped, { a: -a, b: -b, c: -low });
    if (most > high) clipped = clipByLine(clipped, { a, b, c: high });
    return clipped.length < 3 ? [] : [{ ring: clipped, sign }];
  });
}
