import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '../bin/passant.mjs');

/** `passant` as a process of its own, as a shell starts it. */
export async function runProcess(words: readonly string[], folder: string) {
  const child = spawn(process.execPath, [PROGRAM, ...words], {
    cwd: folder,
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { code: code as number | null, out, err };
}
