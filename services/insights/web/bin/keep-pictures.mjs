// Keeps the screenshots of the tests that the root README shows, in pictures/. None may be large.
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MOST_BYTES = 150_000;
const KEPT = ['explorer-en.webp', 'campaign-centre-en.webp'];
const folder = join(import.meta.dirname, '..');

mkdirSync(join(folder, 'pictures'), { recursive: true });
for (const name of KEPT) {
  const made = join(folder, 'test-results', name);
  const { size } = statSync(made);
  if (size > MOST_BYTES) throw new Error(`${name} has ${size} bytes, and at most ${MOST_BYTES} are kept.`);
  copyFileSync(made, join(folder, 'pictures', name));
}
