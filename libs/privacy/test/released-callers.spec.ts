import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const REPOSITORY = join(__dirname, '../../..');
const DECLARED = ['libs/privacy/src/index.ts', 'libs/privacy/src/released.ts'];

/** Who may say of a record that it is released: each reads it from where only released things are kept. */
const CALLERS = [
  // Its own table of measurements, which only noisy ones are written to.
  'services/anonymisation/src/releases/measurements.repository.ts',
  // A release artefact whose hash the announcement names, as it arrives and as it comes back from the table it was kept in.
  'services/insights/src/releases/releases.repository.ts',
  'services/insights/src/releases/releases.service.ts',
];

/** TypeScript of a project's `src` that runs in a service, a library or the gateway: no tests, tools or benches. */
const sourcesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist.*|test-results)$/.test(entry.name) ? [] : sourcesUnder(path);
    return /\.tsx?$/.test(entry.name) && !/spec\.tsx?$/.test(entry.name) ? [path] : [];
  });

const isOfTools = (file: string): boolean => /^(libs|services)\/[^/]+\/(test|bench|e2e|redteam|accuracy)\//.test(file);

const sources = ['libs', 'services', 'gateway']
  .flatMap((folder) => sourcesUnder(join(REPOSITORY, folder)))
  .map((path) => ({ file: relative(REPOSITORY, path), text: readFileSync(path, 'utf8') }))
  .filter(({ file }) => !isOfTools(file));

test('nothing that runs calls a record released, but where released things are read back', () => {
  const callers = sources.filter(({ text }) => text.includes('fromReleasedRecord')).map(({ file }) => file);
  expect(callers.sort()).toEqual([...DECLARED, ...CALLERS].sort());
});

test('nothing that runs gives the brand away by a cast of its own: only this library does', () => {
  const casts = sources.filter(({ text }) => /\bas (unknown as )?Released</.test(text)).map(({ file }) => file);
  expect(casts.sort()).toEqual(['libs/privacy/src/fit-margins.ts', 'libs/privacy/src/released.ts']);
});
