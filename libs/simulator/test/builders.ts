import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type CitySummary, prepareCity, type PrepareCityOptions } from '../src';

const folders: string[] = [];

/** A folder that `removeFolders` takes away. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'passant-simulator-'));
  folders.push(folder);
  return folder;
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
}

export function prepare(overrides: Partial<PrepareCityOptions> = {}): Promise<CitySummary> {
  const home = aFolder();
  return prepareCity({
    directory: join(home, 'city'),
    truthFile: join(home, 'truth.csv'),
    people: 300,
    consentShare: 0.5,
    days: 1,
    seed: 1,
    progress: () => undefined,
    ...overrides,
  });
}

/** Writes files into a folder of their own; names ending in `.gz` are compressed. */
export function aKit(files: Readonly<Record<string, string | object>>): string {
  const folder = aFolder();
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
  }
  return folder;
}

export const kitJson = (overrides: object = {}) => ({
  name: 'Test',
  country: 'DE',
  timeZone: 'Europe/Berlin',
  firstDay: '2026-06-08',
  cells: 'cells.csv',
  ...overrides,
});

export const CELLS = [
  'cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end',
  'C1,S1,51.000,10.000,1,0.0,4G,800,2026-01-01,',
  'C2,S1,51.000,10.000,1,120.0,4G,800,2026-01-01,',
  'C3,S1,51.000,10.000,1,240.0,4G,800,2026-01-01,',
  'C4,S2,51.010,10.010,0,,4G,800,2026-01-01,',
  'C5,S3,51.000,10.030,0,,4G,800,2026-01-01,',
].join('\n');

/** Rows of a file without its header. */
export function readRows(path: string): string[][] {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const lines = text.trimEnd().split('\n').slice(1);
  return lines.map((line) => line.split(','));
}
