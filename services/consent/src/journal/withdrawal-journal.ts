import { createReadStream } from 'node:fs';
import { mkdir, open, stat, truncate, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { isMissingFile, syncDirectory } from '../secrets/durable-file';
import { type JournalLine, readLine, writeLine } from './journal-line';

export interface JournalSettings {
  readonly file: string;
  readonly key: Buffer;
}

/** What a boot found in the journal. */
export interface JournalContent {
  readonly lines: readonly JournalLine[];
  /** Numbers (from 1) of complete lines that cannot be read: the journal is damaged and a person must look at it. */
  readonly damagedLines: readonly number[];
}

/**
 * The withdrawal journal: encrypted lines in a file outside the database, appended and fsynced *before* a withdrawal is committed.
 * One process writes it. The file is opened for each append, so that a journal that was moved or unmounted is noticed
 * instead of written into nothing.
 */
export class WithdrawalJournal {
  private queue: Promise<unknown> = Promise.resolve();
  private healthy = true;
  /** What is written next, at once: whoever comes while the disk is busy shares one write and one wait for it. */
  private next: { readonly texts: string[]; readonly written: Promise<boolean> } | undefined;

  constructor(private readonly settings: JournalSettings) {}

  /** Appends the lines and returns once they are on disk; false: they are not, and nothing of them is left. */
  append(lines: readonly JournalLine[]): Promise<boolean> {
    return this.writeWithNext(lines.map((line) => writeLine(this.settings.key, line)).join(''));
  }

  /** Whether a withdrawal could be kept now: tried by appending an empty line, which reading skips. */
  isWritable(): Promise<boolean> {
    return this.writeWithNext('\n');
  }

  /** Whether the last attempt to write succeeded. */
  get wasWritable(): boolean {
    return this.healthy;
  }

  /** Reads everything. A torn last line (its withdrawal was never confirmed) is cut off. */
  read(): Promise<JournalContent> {
    return this.inTurn(async () => {
      await this.cutTornLine();
      return this.readLines();
    });
  }

  private writeWithNext(text: string): Promise<boolean> {
    if (!this.next) {
      const texts: string[] = [];
      const written = this.inTurn(() => {
        this.next = undefined;
        return this.write(texts.join(''));
      });
      this.next = { texts, written };
    }
    this.next.texts.push(text);
    return this.next.written;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(work, work);
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async write(text: string): Promise<boolean> {
    try {
      // What failed last may not have been undone whole: the next line must not grow onto it.
      await this.writeOrUndo(this.healthy ? text : `\n${text}`);
      this.healthy = true;
    } catch {
      this.healthy = false;
    }
    return this.healthy;
  }

  private async writeOrUndo(text: string): Promise<void> {
    const file = await this.openToAppend();
    try {
      const { size } = await file.stat();
      try {
        await file.writeFile(text);
        await file.datasync();
      } catch (error) {
        await file.truncate(size);
        throw error;
      }
    } finally {
      await file.close();
    }
  }

  private async openToAppend(): Promise<FileHandle> {
    const { file } = this.settings;
    try {
      const existing = await open(file, 'r+');
      await existing.close();
      return await open(file, 'a', 0o600);
    } catch (error) {
      if (!isMissingFile(error)) throw error;
    }
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const created = await open(file, 'a', 0o600);
    await syncDirectory(dirname(file));
    return created;
  }

  private async cutTornLine(): Promise<void> {
    const { file } = this.settings;
    const size = await stat(file).then(
      (found) => found.size,
      (error: unknown) => {
        if (isMissingFile(error)) return 0;
        throw error;
      },
    );
    if (size === 0) return;
    const handle = await open(file, 'r');
    let end = size;
    try {
      const chunk = Buffer.alloc(64 * 1024);
      while (end > 0) {
        const start = Math.max(0, end - chunk.length);
        const { bytesRead } = await handle.read(chunk, 0, end - start, start);
        const newline = chunk.subarray(0, bytesRead).lastIndexOf(0x0a);
        if (newline >= 0) {
          end = start + newline + 1;
          break;
        }
        end = start;
      }
    } finally {
      await handle.close();
    }
    if (end < size) await truncate(file, end);
  }

  private async readLines(): Promise<JournalContent> {
    const lines: JournalLine[] = [];
    const damagedLines: number[] = [];
    let number = 0;
    const input = createReadStream(this.settings.file);
    try {
      for await (const text of createInterface({ input, crlfDelay: Infinity })) {
        number += 1;
        if (text === '') continue;
        const line = readLine(this.settings.key, text);
        if (line) lines.push(line);
        else damagedLines.push(number);
      }
    } catch (error) {
      if (!isMissingFile(error)) throw error;
    }
    return { lines, damagedLines };
  }
}
