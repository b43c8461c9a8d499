import { type BasicType, ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { type Cell, type CellKind, type Column, type Group, toRows } from '../domain/columns';

/** Rows are gathered up to a row group, so that a file of any size takes the memory of one. */
const ROWS_A_GROUP = 50_000;

const TYPES = { text: 'STRING', number: 'DOUBLE', instant: 'TIMESTAMP', flag: 'BOOLEAN' } as const satisfies Record<
  CellKind,
  BasicType
>;
const ELEMENTS: Readonly<Record<CellKind, Omit<SchemaElement, 'name'>>> = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
  flag: { type: 'BOOLEAN' },
};

/** Apache Parquet: nullable doubles, so that what is not published is null and never a number. The method is in the file's metadata. */
export async function* writeParquet(
  columns: readonly Column[],
  batches: AsyncIterable<readonly Group[]>,
  finish: () => object,
) {
  const bytes = new ByteWriter();
  const schema: SchemaElement[] = [{ name: 'root', num_children: columns.length }, ...columns.map(toElement)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'passant' });
  let rows: Cell[][] = [];
  const writeGroup = () => {
    const columnData = columns.map(({ name, kind }, index) => ({
      ...{ name, type: TYPES[kind], data: rows.map((row) => row[index]!) },
    }));
    void writer.write({ columnData, rowGroupSize: ROWS_A_GROUP });
    rows = [];
  };
  for await (const groups of batches) {
    for (const group of groups) {
      for (const row of toRows(group, columns)) {
        rows.push(row);
        if (rows.length < ROWS_A_GROUP) continue;
        writeGroup();
        yield take(bytes);
      }
    }
  }
  if (rows.length > 0) writeGroup();
  writer.kvMetadata = [{ key: 'passant.method', value: JSON.stringify(finish()) }];
  void writer.finish();
  yield take(bytes);
}

const toElement = ({ name, kind, nullable }: Column): SchemaElement => ({
  ...{ name, ...ELEMENTS[kind], repetition_type: nullable ? 'OPTIONAL' : 'REQUIRED' },
});

/** What was written since the last time; offsets in the file go on. */
function take(bytes: ByteWriter): Buffer {
  const taken = Buffer.from(bytes.getBytes());
  bytes.index = 0;
  return taken;
}
