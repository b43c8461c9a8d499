import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { SERVICES } from '@passant/contracts';
import { CheckpointFolder, type ExportedLine, exportLog } from '@passant/platform';
import { judgeLog, type LogVerdict, type NoteVerifier, readVerifier } from '@passant/proofs';
import { findText, readText } from '../files';
import { CommandUnusable, EXIT, type ExitCode, type Terminal } from '../terminal';
import { openExport, readExportFile } from './read-export';

interface Source {
  readonly database?: string;
  readonly service?: string;
  readonly export?: string;
}
interface VerifyOptions extends Source {
  readonly checkpoints: string;
  readonly key?: string;
  readonly json?: boolean;
}

export function addAuditCommands(program: Command, terminal: Terminal, ended: (code: ExitCode) => void): void {
  const audit = program
    .command('audit')
    .description('audit logs: what happened, in a tree that nobody can change unnoticed');
  audit
    .command('export')
    .description('writes a log as its database holds it: nothing personal, a JSON line an entry')
    .requiredOption('--database <url>', 'postgres://… ; reading is enough')
    .requiredOption('--service <name>', SERVICES.join(', '))
    .requiredOption('--out <file>', 'where to write it')
    .action(async (options: { database: string; service: string; out: string }) => {
      const count = await writeExport(readDatabase(options), options.out);
      terminal.out(`${count} entries are in ${options.out}.\n`);
    });
  audit
    .command('verify')
    .description(
      'compares a log with the checkpoints that were written outside its database, and names what was done to it',
    )
    .requiredOption('--checkpoints <folder>', 'the folder of the log (AUDIT_DIR/<service>)')
    .option('--export <file>', 'what passant audit export wrote')
    .option('--database <url>', 'instead of an export: the database itself')
    .option('--service <name>', `with --database: ${SERVICES.join(', ')}`)
    .option(
      '--key <file>',
      'the key to trust, as published at <service>/transparency/keys.json (log.key in the folder, where not given)',
    )
    .option('--json', 'answer as JSON')
    .action(async (options: VerifyOptions) => {
      const verifiers = await findVerifiers(options);
      if (verifiers.length === 0) {
        terminal.complain(`There is no key to trust: ${options.checkpoints} holds no log.key. Name one with --key.\n`);
        return ended(EXIT.undecided);
      }
      const lines = options.export === undefined ? readDatabase(options) : readExportFile(options.export);
      const verdict = await judge(lines, options.checkpoints, verifiers);
      const { log } = verdict;
      terminal.out(options.json ? `${JSON.stringify(verdict)}\n` : describe(verdict, log));
      if (options.key === undefined)
        terminal.complain(
          'The key was taken from beside the checkpoints: compare it with the one that is published.\n',
        );
      ended(verdict.findings.length === 0 ? EXIT.good : EXIT.bad);
    });
}

async function judge(
  lines: AsyncGenerator<ExportedLine>,
  folder: string,
  verifiers: readonly NoteVerifier[],
): Promise<LogVerdict & { log: string }> {
  try {
    const stored = await openExport(lines);
    const published = await new CheckpointFolder(folder).readAll();
    return { log: stored.log, ...(await judgeLog(stored, published, { origin: stored.log, verifiers })) };
  } finally {
    await lines.return(undefined); // gives the connection back
  }
}

async function* readDatabase({ database, service }: Source): AsyncGenerator<ExportedLine> {
  if (database === undefined)
    throw new CommandUnusable('Name an export (--export) or a database (--database with --service).');
  if (!SERVICES.some((known) => known === service))
    throw new CommandUnusable(`--service names whose database it is: ${SERVICES.join(', ')}.`);
  try {
    yield* exportLog(database, service!);
  } catch (error) {
    // What PostgreSQL says may quote the address, with its password.
    throw new CommandUnusable(
      `The database cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`,
    );
  }
}

async function writeExport(lines: AsyncIterable<ExportedLine>, path: string): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 });
  const done = finished(file);
  let count = 0;
  try {
    for await (const line of lines) {
      if ('entry' in line) count += 1;
      if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain');
    }
  } finally {
    file.end();
    await done.catch(() => undefined);
  }
  await done.catch((error: NodeJS.ErrnoException) => {
    throw new CommandUnusable(`${path} cannot be written (${error.code}).`);
  });
  return count;
}

/** A file with one key a line, or the published keys as JSON. */
async function findVerifiers({ key, checkpoints }: VerifyOptions): Promise<NoteVerifier[]> {
  const text = key === undefined ? await findText(join(checkpoints, 'log.key')) : await readText(key);
  const lines = text?.trimStart().startsWith('{') ? readKeysFile(text) : (text?.split('\n') ?? []);
  return lines.flatMap((line) => readVerifier(line) ?? []);
}

function readKeysFile(text: string): string[] {
  try {
    const { log } = JSON.parse(text) as { log?: unknown };
    return Array.isArray(log) ? log.filter((line) => typeof line === 'string') : [];
  } catch {
    return [];
  }
}

function describe({ findings, entries, checkpoints, newest }: LogVerdict, log: string): string {
  const size = `${log}: ${entries} entries, ${checkpoints} checkpoints${newest ? `, the newest of ${newest.time}` : ''}`;
  if (findings.length === 0) return `SOUND. ${size}. Nothing was changed, moved, added or lost.\n`;
  const listed = findings.slice(0, 20).map(({ code, message }) => `  ${code}  ${message}`);
  const more = findings.length > listed.length ? [`  … and ${findings.length - listed.length} more`] : [];
  return [`TAMPERED WITH. ${size}.`, ...listed, ...more, ''].join('\n');
}
