import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArena, type OpenArena } from './arena';
import { SUITE_IDS, type SuiteId } from './arguments';
import { Csv, writtenIn, type Written } from './recompute/files';
import { agrees } from './recompute/findings';
import { RECOMPUTE } from './recompute/recompute';
import { folderRecorder, noRecorder } from './recorder';
import { toText } from './report';
import { runSuite, type SuiteResult } from './suite';
import { SUITES } from './suites/all';

/** The quick form of `npm run redteam`: smaller worlds and fewer targets, wider standard errors, the same marks. */
let arena: OpenArena;
const out = mkdtempSync(join(tmpdir(), 'passant-redteam-out-'));
const recorded = new Map<SuiteId, SuiteResult>();

beforeAll(async () => {
  const seed = Date.now() % 1_000_000_007;
  arena = await openArena({ quick: true, seed, recorder: noRecorder, say: () => undefined });
}, 180_000);
afterAll(async () => {
  rmSync(out, { recursive: true });
  await arena?.close();
});

test('there are ten suites', () => {
  expect(SUITES.map(({ id }) => id)).toEqual(SUITE_IDS);
});

const MUST_BREAK = ['R1', 'R2', 'R7', 'R9'];

test.each(SUITES.map((suite) => ({ name: `${suite.id}, ${suite.title}`, suite })))(
  '$name: reaches its raw mark, and fails on what is released',
  async ({ suite }) => {
    const result = await runSuite(suite, { ...arena, recorder: folderRecorder(out) });
    recorded.set(suite.id, result);
    if (!result.passed) throw new Error(`${result.failedBefore ? toText(result.failedBefore) : ''}${toText(result)}`);
    expect(result.positiveControl?.broken ?? false).toBe(MUST_BREAK.includes(suite.id));
  },
  300_000,
);

/** For each suite a cell of a file that says something else than it should: of the first line that looks like this. */
const FALSIFIED: Readonly<Record<SuiteId, { file: string; column: string; line?: RegExp; to?: string }>> = {
  R1: { file: 'days', column: 'member' },
  R2: { file: 'scores', column: 'member', line: /^passant/ },
  R3: { file: 'asked', column: 'member', line: /^passant/ },
  R4: { file: 'recovered', column: 'step12', line: /passant/ },
  R5: { file: 'derived', column: 'derived' },
  R6: { file: 'answers', column: 'answer' },
  R7: { file: 'answers', column: 'planted', line: /^passant/ },
  R8: { file: 'links', column: 'answered', to: 'nobody' },
  R9: { file: 'days', column: 'out' },
  R10: { file: 'truth', column: 'cells', to: 'nowhere' },
};

/** The same files but for one cell: where nothing else is said, 1 is 0 and another number is one more. */
function falsify(written: Written, { file, column, line = /./, to }: (typeof FALSIFIED)[SuiteId]): Written {
  const { header, lines } = written.csv(file);
  const at = header.indexOf(column);
  const wrong = lines.findIndex((cells) => line.test(cells.join(',')));
  const change = (cell: string) => to ?? (cell === '1' ? '0' : `${Number(cell) + 1}`);
  const changed = new Csv(header, lines.with(wrong, lines[wrong]!.with(at, change(lines[wrong]![at]!))));
  return { ...written, csv: (name) => (name === file ? changed : written.csv(name)) };
}

test.each(SUITE_IDS)(
  '%s: what `--out` writes gives the verdict again, and a falsified cell does not',
  (id) => {
    const written = writtenIn(join(out, id));
    const said = written.json<SuiteResult>('result');
    expect(said).toEqual(JSON.parse(JSON.stringify(recorded.get(id))));

    const findings = RECOMPUTE[id](written, said);

    const columns = ['raw', 'k20', 'passant', 'baseline', 'se', 'passMark', 'mark kept'];
    expect(findings.map(({ name }) => name)).toEqual(expect.arrayContaining(columns));
    expect(findings.filter((finding) => !agrees(finding))).toEqual([]);
    const falsified = RECOMPUTE[id](falsify(written, FALSIFIED[id]), said);
    expect(falsified.filter((finding) => !agrees(finding))).not.toEqual([]);
  },
  120_000,
);
