import { isAbsolute, relative, resolve, sep } from 'node:path';
import { EngineFailed } from './engine-failed';

const NAME = /^[A-Za-z0-9*{][A-Za-z0-9_.*{},-]*$/;

/**
 * A `file(…)` expression over files inside one directory. The path may hold the engine's globs (`*`, `{a,b}`, `{_partition_id}`), but
 * only letters, digits, dots, dashes and underscores besides; compression follows from the name (`.gz`, `.lz4`).
 */
export function fileExpression(
  directory: string,
  file: { readonly path: string; readonly format: string; readonly structure: string },
): string {
  const path = isAbsolute(file.path) ? file.path : resolve(directory, file.path);
  const inside = relative(directory, path);
  if (!inside.split(sep).every((name) => NAME.test(name)) || !/^[A-Za-z0-9]+$/.test(file.format))
    throw new EngineFailed('ENGINE_FAILED');
  return `file(${quote(path)}, ${quote(file.format)}, ${quote(file.structure)})`;
}

const quote = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
