import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { aFolder, removeFolders } from '../test/builders';
import { RowWriter } from './row-writer';

afterAll(removeFolders);

const ROWS = 20_000;
const row = (number: number) => `${number},51.000000,10.000000,1780932000,1780935600`;

it('writes every row whole over many chunks', async () => {
  const path = join(aFolder(), 'rows.csv');
  const writer = new RowWriter(path);
  for (let number = 0; number < ROWS; number++) if (writer.text(row(number)).endRow()) await writer.flush();
  await writer.close();
  expect(readFileSync(path, 'utf8').trimEnd().split('\n')).toEqual(Array.from({ length: ROWS }, (_, n) => row(n)));
});

it('refuses to cut off rows that nobody flushed', () => {
  const writer = new RowWriter(join(aFolder(), 'rows.csv'));
  const writeOn = () => {
    for (let number = 0; number < ROWS; number++) writer.text(row(number)).endRow();
  };
  expect(writeOn).toThrow('flush after each endRow');
});
