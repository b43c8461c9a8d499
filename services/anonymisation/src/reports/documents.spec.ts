import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const REPOSITORY = join(__dirname, '../../../..');
const DOCUMENTS = join(__dirname, '../../docs');
const SUITES = join(__dirname, '../../redteam');

function findSpecs(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return /^(node_modules|dist.*|test-results)$/.test(entry.name) ? [] : findSpecs(path);
    return /\.(spec|int-spec|e2e-spec)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** The last two columns but one of a table's rows: names of tests stand in backticks, of suites as R1 to R10. */
const threatRows = (): { id: string; tests: string }[] =>
  readFileSync(join(DOCUMENTS, 'threat-model.md'), 'utf8')
    .split('\n')
    .filter((line) => /^\| [A-Z]+\d? ?\(|^\| [A-Z]\d|^\| [A-Z]{2}\d? /.test(line))
    .map((line) => line.split(' | '))
    .map((cells) => ({ id: cells[0]!.slice(2).trim(), tests: cells[3]! }));

describe('the threat model', () => {
  const specs = ['services', 'libs', 'gateway']
    .flatMap((folder) => findSpecs(join(REPOSITORY, folder)))
    .map((file) => readFileSync(file, 'utf8').replaceAll("\\'", "'"));

  test('has rows of STRIDE and of LINDDUN', () => {
    const ids = threatRows().map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(25);
    expect(ids).toEqual(expect.arrayContaining(['S1', 'T3', 'E2', 'U2 (unawareness)', 'NC (non-compliance)']));
  });

  test.each(threatRows().map(({ id, tests }) => [id, tests]))('names a test for %s that is there', (_id, tests) => {
    const names = [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
    const suites = [...tests.matchAll(/\bR\d+\b/g)].map((match) => match[0].toLowerCase());
    expect(names.length + suites.length).toBeGreaterThan(0);
    for (const name of names) expect([name, specs.some((text) => text.includes(name))]).toEqual([name, true]);
    for (const suite of suites) {
      const files = readdirSync(SUITES, { recursive: true }).map(String);
      expect([suite, files.some((file) => new RegExp(`(^|/)${suite}[-.]`).test(file))]).toEqual([suite, true]);
    }
  });
});

describe('the impact assessment', () => {
  const text = readFileSync(join(DOCUMENTS, 'DPIA.md'), 'utf8');

  test('keeps the order of the template', () => {
    const headings = [...text.matchAll(/^## (\d) /gm)].map((match) => match[1]);
    expect(headings).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  });

  test('says what is open for counsel, §§ 9 and 13 TDDDG among it', () => {
    expect(text).toMatch(/open[^|]*counsel/i);
    expect(text).toContain('§ 9');
    expect(text).toContain('§ 13 TDDDG');
    expect(existsSync(join(DOCUMENTS, 'threat-model.md'))).toBe(true);
  });
});
