import fc from 'fast-check';
import { type Cell, type Column, COLUMNS, type Group, toRows } from './columns';
import { toHeader, toRecord } from './csv';
import { MethodNotes } from './method-sheet';

const TEXT: Column = { name: 'name', kind: 'text', nullable: false };
const NUMBER: Column = { name: 'value', kind: 'number', nullable: true };

describe('a CSV record', () => {
  it.each([
    ['=1+1', "'=1+1\r\n"],
    ['+49', "'+49\r\n"],
    ['-2', "'-2\r\n"],
    ['@SUM(A1)', "'@SUM(A1)\r\n"],
    ['\t=1', "'\t=1\r\n"],
    ['\r=1', '"\'\r=1"\r\n'],
    ['a,b', '"a,b"\r\n'],
    ['say "x"', '"say ""x"""\r\n'],
    ['two\nlines', '"two\nlines"\r\n'],
    ['a=b', 'a=b\r\n'],
  ])('of %j is harmless in a spreadsheet and readable elsewhere', (text, record) => {
    expect(toRecord([text], [TEXT])).toBe(record);
  });

  it('keeps numbers numbers, negative ones too, and leaves what is not there empty', () => {
    expect(toRecord([-5.25, null, 0], [NUMBER, NUMBER, NUMBER])).toBe('-5.25,,0\r\n');
  });

  it('never begins a text field like a formula, and loses nothing of the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', 'a', ' ') }),
        (text) => {
          const record = toRecord([text], [TEXT]);
          const field = record.slice(0, -2);
          const inside = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
          expect(inside).not.toMatch(/^[=+\-@\t\r]/);
          expect([text, `'${text}`]).toContain(inside);
          if (!field.startsWith('"')) expect(field).not.toMatch(/[",\r\n]/);
        },
      ),
    );
  });

  it('has a header that needs no quotes, of every product', () => {
    for (const columns of Object.values(COLUMNS)) expect(toHeader(columns)).toMatch(/^[a-z_]+(,[a-z_]+)+\r\n$/);
  });
});

describe('a group', () => {
  it('gives a row a figure: its zone, what it has in common, its columns', () => {
    const start = new Date('2025-03-29T00:00:00Z');
    const group: Group = {
      shape: { zoneIds: ['centre'] },
      constants: { zone_id: 'centre', zone_name: 'Centre', unit: 'people', modelled: false },
      columns: {
        ...{ start: [start, start], value: [0, null], low: [0, null], high: [3.5, null] },
        status: ['PUBLISHED', 'SUPPRESSED'],
      },
    };
    const rows: Cell[][] = [...toRows(group, COLUMNS.presence)];
    expect(rows).toEqual([
      ['centre', 'Centre', start, 0, 0, 3.5, 'PUBLISHED', 'people', false],
      ['centre', 'Centre', start, null, null, null, 'SUPPRESSED', 'people', false],
    ]);
  });
});

describe('a method sheet', () => {
  const series = {
    ...{ unit: 'people', modelled: false, releaseIds: ['r1'], methodVersion: '1', extrapolated: true },
    ...{ locationError: { median: 0.04, p90: 0.1 }, strata: ['total'] },
  };

  it('names every release, unit and version once, and the largest location error', () => {
    const notes = new MethodNotes();
    notes.add(series);
    notes.add({ ...series, releaseIds: ['r1', 'r2'], locationError: { median: 0.09, p90: 0.2 }, methodVersion: '2' });
    notes.add({ ...series, locationError: null });
    expect(notes.finish()).toEqual({
      ...{ units: ['people'], modelled: false, releaseIds: ['r1', 'r2'], methodVersions: ['1', '2'] },
      ...{ locationError: { median: 0.09, p90: 0.2 }, extrapolatedBy: ['total'] },
      notRepresented: ['under-18', 'visitors-from-abroad'],
    });
  });

  it('says who did not consent where some of it speaks of the panel', () => {
    const notes = new MethodNotes();
    notes.add(series);
    notes.add({ ...series, unit: 'people, panel only', extrapolated: false });
    expect(notes.finish().notRepresented).toContain('without-consent');
  });
});
