/**
 * The fields of one CSV row (RFC 4180 within one line: quoted fields, doubled quotes); undefined where the quotes do not close or
 * anything but a comma follows them.
 */
export function parseCsvRow(line: string): string[] | undefined {
  if (!line.includes('"')) return line.split(',').map((field) => field.trim());
  const fields: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^",]*))\s*(,|$)/y;
  while (pattern.lastIndex <= line.length) {
    const match = pattern.exec(line);
    if (!match) return undefined;
    fields.push(match[1] === undefined ? match[2]!.trim() : match[1].replaceAll('""', '"'));
    if (match[3] === '') return fields;
  }
  return undefined;
}

/** Which column stands where. */
export type Header<Column extends string> = Readonly<Record<Column, number>>;

export type HeaderOutcome<Column extends string> =
  | { readonly kind: 'header'; readonly header: Header<Column>; readonly width: number }
  | { readonly kind: 'wrong-delimiter' }
  | { readonly kind: 'missing'; readonly columns: readonly Column[] };

/** Columns may stand in any order, and further ones are ignored. An optional one that is not there stands at -1. */
export function parseHeader<Column extends string>(
  line: string,
  columns: readonly Column[],
  optional: readonly Column[] = [],
): HeaderOutcome<Column> {
  const names = parseCsvRow(line.replace(/^\uFEFF/, ''))?.map((name) => name.toLowerCase()) ?? [];
  const missing = columns.filter((column) => !names.includes(column) && !optional.includes(column));
  if (missing.length > 0 && names.length === 1 && /[;\t|]/.test(line)) return { kind: 'wrong-delimiter' };
  if (missing.length > 0) return { kind: 'missing', columns: missing };
  const entries = columns.map((column) => [column, names.indexOf(column)]);
  return { kind: 'header', header: Object.fromEntries(entries) as Header<Column>, width: names.length };
}
