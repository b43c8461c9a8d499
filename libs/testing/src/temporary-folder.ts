import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder that goes with the Jest run. */
export const temporaryFolder = (): string =>
  mkdtempSync(join(process.env['PASSANT_TEST_FOLDER'] ?? tmpdir(), 'passant-'));
