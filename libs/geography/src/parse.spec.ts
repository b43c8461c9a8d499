import { codes, value } from '../test/builders';
import { AGE_BAND_COLUMNS, parseCells, parsePlaces, parsePopulation, parseZonesGeoJson } from './index';

const HEADER =
  'cell_id,site_id,latitude,longitude,directionality,azimuth_angle,technology,frequency,valid_date_start,valid_date_end';
const ROW = 'C1,S1,51.0,10.0,1,120.0,4G,1800,2026-01-01,';

const problemsOf = (result: ReturnType<typeof parseCells>) => (result.kind === 'refused' ? result.problems : []);

describe('parseCells', () => {
  it('reads sectors, omnidirectional cells and in-building cells', () => {
    const text = `\uFEFF${HEADER},indoor\r\n${ROW},0\r\nC2,S1,51.0,10.0,0,,4G,1800,2026-01-01,,1\r\n\r\n`;
    expect(value(parseCells(text))).toEqual([
      expect.objectContaining({ cellId: 'C1', siteId: 'S1', azimuthDegrees: 120, indoor: false }),
      expect.objectContaining({ cellId: 'C2', azimuthDegrees: null, indoor: true }),
    ]);
  });

  test.each([
    ['nothing', '', 'empty-file', undefined],
    ['only a header', HEADER, 'empty-file', undefined],
    ['semicolons', `${HEADER}\n${ROW}`.replaceAll(',', ';'), 'wrong-delimiter', 1],
    ['tabs', `${HEADER}\n${ROW}`.replaceAll(',', '\t'), 'wrong-delimiter', 1],
    ['no azimuth column', `${HEADER}\n${ROW}`.replace('azimuth_angle', 'angle'), 'missing-column', 1],
    ['a column twice', `${HEADER},cell_id\n${ROW},C1`, 'malformed-row', 1],
    ['a short row', `${HEADER}\n${ROW}\nC2,S1,51.0`, 'malformed-row', 3],
    ['an open quote', `${HEADER}\n"C1,S1,51.0,10.0,1,120.0,4G,1800,2026-01-01,`, 'malformed-row', 2],
    ['a latitude of 91', `${HEADER}\n${ROW.replace('51.0', '91')}`, 'bad-coordinates', 2],
    ['a latitude that is no number', `${HEADER}\n${ROW.replace('51.0', 'north')}`, 'bad-coordinates', 2],
    ['the position 0, 0', `${HEADER}\n${ROW.replace('51.0,10.0', '0,0')}`, 'bad-coordinates', 2],
    ['a directional cell without azimuth', `${HEADER}\n${ROW.replace('120.0', '')}`, 'malformed-value', 2],
    ['an azimuth of 361', `${HEADER}\n${ROW.replace('120.0', '361')}`, 'malformed-value', 2],
    ['a directionality of 2', `${HEADER}\n${ROW.replace(',1,120.0', ',2,')}`, 'malformed-value', 2],
    ['a blank id', `${HEADER}\n${ROW.replace('C1', '')}`, 'malformed-value', 2],
    ['an id twice', `${HEADER}\n${ROW}\n${ROW}`, 'duplicate-id', 3],
  ])('refuses %s', (_, text, code, line) => {
    expect(problemsOf(parseCells(text))).toEqual([expect.objectContaining({ code, ...(line && { line }) })]);
  });

  it('reads layer, beam width and range where there are any', () => {
    const header = `${HEADER},horizontal_beam_width,range`;
    const [first, second] = value(parseCells(`${header}\n${ROW},65,2500\n${ROW.replace('C1', 'C2')},,\n`));
    expect(first).toMatchObject({ technology: '4G', frequency: '1800', beamWidthDegrees: 65, rangeMetres: 2_500 });
    expect(second).toMatchObject({ beamWidthDegrees: null, rangeMetres: null });
  });

  test.each(['0,', '361,', 'wide,', ',0', ',-5', ',far'])('refuses beam width and range %s', (values) => {
    const text = `${HEADER},horizontal_beam_width,range\n${ROW},${values}`;
    expect(problemsOf(parseCells(text))).toEqual([expect.objectContaining({ code: 'malformed-value', line: 2 })]);
  });

  it('says what is missing and what to do', () => {
    const [problem] = problemsOf(parseCells(`cell_id,site_id,latitude,longitude\nC1,S1,1,2`));
    expect(problem?.message).toBe(
      'The cells file lacks the columns directionality, azimuth_angle, technology, frequency, valid_date_start, valid_date_end: add them to line 1 and to every row.',
    );
  });

  it('reports every problem at once, at most a hundred', () => {
    const rows = Array.from({ length: 150 }, (_, index) => ROW.replace('C1', `C${index}`).replace('51.0', '91'));
    expect(problemsOf(parseCells([HEADER, ...rows].join('\n')))).toHaveLength(100);
  });
});

describe('parsePopulation', () => {
  const header = 'area_id,area_name,population,male,female';

  it('keeps ids as they are written and bears further columns and quotes', () => {
    const text = `${header},age_0_17\n00,"Mitte, ""alt""",10,4,6,1\n`;
    expect(value(parsePopulation(text))).toEqual([
      { areaId: '00', residents: 10, male: 4, female: 6, adults: null, workplaces: null },
    ]);
  });

  test.each([
    ['half a person', `${header}\n00,Mitte,10.5,4,6`, 'malformed-value'],
    ['a negative count', `${header}\n00,Mitte,-1,4,6`, 'malformed-value'],
    ['an area twice', `${header}\n00,Mitte,10,4,6\n00,Mitte,10,4,6`, 'duplicate-id'],
    ['a blank id', `${header}\n,Mitte,10,4,6`, 'malformed-value'],
    ['more men and women than people', `${header}\n00,Mitte,10,4,7`, 'sum-mismatch'],
  ])('refuses %s', (_, text, code) => {
    expect(codes(parsePopulation(text))).toEqual([code]);
  });

  it('reads workplaces where there is a column for them', () => {
    const text = `${header},workplaces\n00,Mitte,10,4,6,25\n01,Rand,10,4,6,0`;
    expect(value(parsePopulation(text)).map(({ workplaces }) => workplaces)).toEqual([25, 0]);
  });

  test.each(['', '-1', '2.5', 'many'])('refuses %s as a number of workplaces', (workplaces) => {
    expect(codes(parsePopulation(`${header},workplaces\n00,Mitte,10,4,6,${workplaces}`))).toEqual(['malformed-value']);
  });

  describe('with age bands', () => {
    const banded = `${header},${AGE_BAND_COLUMNS.join(',')}`;
    const row = (women: string, men: string) => `${banded}\n00,Mitte,100,48,52,${women},${men}`;

    it('gives adults by gender and age', () => {
      const { adults } = value(parsePopulation(row('1,2,3,4,5,6', '6,5,4,3,2,1')))[0]!;
      expect(adults).toEqual({ female: [1, 2, 3, 4, 5, 6], male: [6, 5, 4, 3, 2, 1] });
    });

    test.each([
      [
        'more women by age than women',
        row('10,10,10,10,10,3', '6,5,4,3,2,1'),
        'sum-mismatch',
        /women add up to 53.*52/,
      ],
      ['more men by age than men', row('1,2,3,4,5,6', '9,9,9,9,9,9'), 'sum-mismatch', /men add up to 54.*48/],
      ['half a woman', row('1.5,2,3,4,5,6', '6,5,4,3,2,1'), 'malformed-value', /female_18_24 must be a whole number/],
      ['a blank band', row('1,2,3,4,5,', '6,5,4,3,2,1'), 'malformed-value', /female_65_plus/],
      [
        'bands of one gender only',
        `${header},${AGE_BAND_COLUMNS.slice(0, 6).join(',')}\n00,Mitte,9,4,5,1,1,1,1,1,0`,
        'missing-column',
        /lacks male_18_24, .*twelve or none/,
      ],
    ])('refuses %s', (_, text, code, message) => {
      const result = parsePopulation(text);
      expect(codes(result)).toEqual([code]);
      expect(result.kind === 'refused' && result.problems[0]!.message).toMatch(message);
    });
  });
});

describe('parseZonesGeoJson and parsePlaces', () => {
  const ring = [[10, 51], [10.1, 51], [10.1, 51], [10.1, 51.1], [10, 51]]; // prettier-ignore
  const feature = (properties: object, geometry: object = { type: 'Polygon', coordinates: [ring] }) => ({
    type: 'Feature',
    properties,
    geometry,
  });
  const collection = (...features: object[]) => ({ type: 'FeatureCollection', features });
  const good = { id: '00', name: 'Mitte' };

  it('drops repeated vertices and counts them', () => {
    const { areas, repeatedVertices } = value(parseZonesGeoJson(collection(feature(good))));
    expect(repeatedVertices).toBe(1);
    expect(areas[0]!.geometry[0]![0]).toHaveLength(4);
  });

  it('takes text as well as a parsed value, and numbers as ids', () => {
    const text = JSON.stringify(collection(feature({ id: 7, name: 'Mitte' })));
    expect(value(parseZonesGeoJson(text)).areas[0]!.id).toBe('7');
  });

  test.each([
    ['no JSON', '{"type":', 'malformed-json'],
    ['another JSON', { type: 'Topology' }, 'malformed-json'],
    ['no features', collection(), 'empty-file'],
    ['no id', collection(feature({ name: 'Mitte' })), 'malformed-value'],
    ['the id of everything else', collection(feature({ id: 'outside', name: 'Mitte' })), 'malformed-value'],
    ['no name', collection(feature({ id: '00' })), 'malformed-value'],
    ['a point', collection(feature(good, { type: 'Point', coordinates: [10, 51] })), 'malformed-geometry'],
    [
      'text as coordinates',
      collection(feature(good, { type: 'Polygon', coordinates: [[['a', 'b']]] })),
      'malformed-geometry',
    ],
    [
      'an open ring',
      collection(feature(good, { type: 'Polygon', coordinates: [ring.slice(0, -1)] })),
      'malformed-geometry',
    ],
    [
      'metres',
      collection(feature(good, { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x! * 1e5, y! * 1e5])] })),
      'bad-coordinates',
    ],
    ['an id twice', collection(feature(good), feature(good)), 'duplicate-id'],
  ])('refuses %s', (_, json, code) => {
    expect(codes(parseZonesGeoJson(json))).toEqual([code]);
  });

  it('wants a kind of each place', () => {
    expect(codes(parsePlaces(collection(feature(good))))).toEqual(['malformed-value']);
    expect(value(parsePlaces(collection(feature({ ...good, kind: 'zoo' })))).areas[0]!.kind).toBe('zoo');
  });

  it('names the feature and its id', () => {
    const result = parseZonesGeoJson(collection(feature(good), feature({ id: '01' })));
    expect(result.kind === 'refused' && result.problems[0]!.message).toBe(
      'Feature 2 of the zones file (id 01): property "name" must have 1 to 120 characters.',
    );
  });
});
