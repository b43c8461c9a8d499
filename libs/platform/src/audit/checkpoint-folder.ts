import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PublishedCheckpoint } from '@passant/proofs';
import { z } from 'zod';

const FOLDER_SIZE = 10_000;
const NEWEST = 'newest';
const VERIFIER = 'log.key';
const fileSchema = z.object({ note: z.string(), leaves: z.base64() });

/** A checkpoint of this number lies there already, and is another one. Nothing is written over. */
export class CheckpointTaken extends Error {
  override readonly name = 'CheckpointTaken';
}

/**
 * The checkpoints of one log, outside its database and that one's backups: a file a checkpoint, never written over, with the hashes of
 * the leaves it added. Best on storage that the service may only add to.
 */
export class CheckpointFolder {
  constructor(private readonly folder: string) {}

  /** The note that was published last; undefined where none was. */
  async findNewest(): Promise<string | undefined> {
    return readFile(join(this.folder, NEWEST), 'utf8').catch(toNothing);
  }

  /** Whole or not at all; the same one again changes nothing. @throws CheckpointTaken */
  async publish(sequence: number, { note, leaves }: PublishedCheckpoint): Promise<void> {
    const target = this.pathOf(sequence);
    const text = `${JSON.stringify({ note, leaves: leaves.toString('base64') })}\n`;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    const temporary = await this.writeTemporary(text);
    try {
      await link(temporary, target);
      await syncFolder(dirname(target));
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if ((await readFile(target, 'utf8')) !== text) throw new CheckpointTaken();
    } finally {
      await rm(temporary, { force: true });
    }
    await this.replace(NEWEST, note);
  }

  /** All of them, in order. A gap or a file that cannot be read ends the list with what is wrong in it. */
  async readAll(): Promise<PublishedCheckpoint[]> {
    const published: PublishedCheckpoint[] = [];
    for (const name of await this.listFiles()) {
      const parsed = fileSchema.safeParse(parseJson(await readFile(name, 'utf8')));
      const { note, leaves } = parsed.success ? parsed.data : { note: '', leaves: '' };
      published.push({ note, leaves: Buffer.from(leaves, 'base64') });
    }
    return published;
  }

  /** The log's public key beside its checkpoints, for whoever is handed the folder. Whom to trust is the reader's matter. */
  writeVerifier(line: string): Promise<void> {
    return this.replace(VERIFIER, `${line}\n`);
  }

  private async replace(name: string, text: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await rename(await this.writeTemporary(text), join(this.folder, name));
    await syncFolder(this.folder);
  }

  private async writeTemporary(text: string): Promise<string> {
    const path = join(this.folder, `.${randomUUID()}`);
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    return path;
  }

  private async listFiles(): Promise<string[]> {
    const folder = join(this.folder, 'checkpoints');
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const files = entries.filter((entry) => entry.isFile() && /^\d+\.json$/.test(entry.name));
    return files
      .sort((one, other) => Number.parseInt(one.name, 10) - Number.parseInt(other.name, 10))
      .map((entry) => join(entry.parentPath, entry.name));
  }

  private pathOf(sequence: number): string {
    return join(this.folder, 'checkpoints', String(Math.floor(sequence / FOLDER_SIZE)), `${sequence}.json`);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException | undefined)?.code;

function toNothing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
