import { readFile } from 'node:fs/promises';
import { CommandUnusable } from './terminal';

/** @throws CommandUnusable */
export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandUnusable(`${file} cannot be read (${codeOf(error)}). Check the name and the rights.`);
  }
}

/** undefined where there is no such file. @throws CommandUnusable */
export async function findText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new CommandUnusable(`${file} cannot be read (${codeOf(error)}). Check the rights.`);
  }
}

const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException).code ?? 'unknown reason');
