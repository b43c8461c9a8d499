import { readHeader } from './read-header';

describe('readHeader', () => {
  it.each([
    ['msisdn,timestamp,cell_id\n', { columns: 3, msisdnAt: 1, timestampAt: 2, cellAt: 3 }],
    ['\uFEFF"cell_id","x","msisdn","timestamp"\r\nrow', { columns: 4, msisdnAt: 3, timestampAt: 4, cellAt: 1 }],
    ['msisdn, timestamp ,cell_id', { columns: 3, msisdnAt: 1, timestampAt: 2, cellAt: 3 }],
  ])('finds the columns of %j', (start, columns) => {
    expect(readHeader(start)).toEqual({ kind: 'read', columns });
  });

  it.each([
    ['', 'FILE_EMPTY', 'no header line'],
    ['\n\n', 'FILE_EMPTY', 'no header line'],
    ['msisdn,cell_id\n', 'WRONG_COLUMNS', 'Found the columns msisdn, cell_id; expected msisdn, timestamp, cell_id'],
    ['msisdn;timestamp;cell_id\n', 'WRONG_COLUMNS', 'another delimiter'],
    ['MSISDN,TIMESTAMP,CELL\n', 'WRONG_COLUMNS', 'MSISDN, TIMESTAMP, CELL'],
  ])('refuses %j as %s and says what was found and expected', (start, code, message) => {
    expect(readHeader(start)).toEqual({ kind: 'refused', code, message: expect.stringContaining(message) });
  });

  it.each(['+4915112345678,2026-06-08T10:00:00Z,C1', '+4915112345678;x', 'x'.repeat(60_000), '491511'])(
    'never repeats what may be a row: %.30j',
    (start) => {
      const header = readHeader(start);
      expect(header.kind === 'refused' && header.message).toContain('(not a name)');
      expect(JSON.stringify(header)).not.toMatch(/4915|C1|xxxx/);
    },
  );
});
