import { parseCsvRow, parseHeader } from './parse-csv-row';
import { parseDecision, type DecisionFields } from './parse-decision';
import { parseSubscriber, type SubscriberFields } from './parse-subscriber';

const subscriber = (overrides: Partial<SubscriberFields> = {}): SubscriberFields => ({
  msisdn: '+4915112345678',
  birth_year: '1980',
  gender: 'f',
  home_area: 'mitte',
  contract_start: '2020-01-01',
  is_business: 'false',
  contract_end: '',
  sim_changed_at: '',
  brand: '',
  ...overrides,
});
const decision = (overrides: Partial<DecisionFields> = {}): DecisionFields => ({
  msisdn: '4915112345678',
  purpose: 'place-statistics',
  data_kind: 'presence',
  state: 'given',
  effective_from: '2026-01-02T00:00:00Z',
  evidence_notice_sha256: 'a'.repeat(64),
  evidence_channel: 'shop',
  evidence_time: '2026-01-01T12:00:00+01:00',
  expires_at: '',
  ...overrides,
});
const NOW = Date.parse('2026-06-01T00:00:00Z');

describe('a CSV row', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['a, "b, ""c""" ,', ['a', 'b, "c"', '']],
    ['"a"', ['a']],
    ['"a', undefined],
    ['"a"b,c', undefined],
  ])('%s', (line, fields) => {
    expect(parseCsvRow(line)).toEqual(fields);
  });
});

describe('a header', () => {
  it('may hold its columns in any order, and others', () => {
    expect(parseHeader('\uFEFFx,B,a', ['a', 'b'])).toEqual({ kind: 'header', header: { a: 2, b: 1 }, width: 3 });
  });

  it('names missing columns and a wrong delimiter', () => {
    expect(parseHeader('a,c', ['a', 'b'])).toEqual({ kind: 'missing', columns: ['b'] });
    expect(parseHeader('a;b', ['a', 'b'])).toEqual({ kind: 'wrong-delimiter' });
  });
});

describe('a subscriber row', () => {
  it('is read', () => {
    expect(parseSubscriber(subscriber({ gender: '', home_area: '', msisdn: '4915112345678' }), NOW)).toEqual({
      row: {
        number: '+4915112345678',
        birthYear: 1980,
        gender: null,
        homeArea: null,
        contractStart: '2020-01-01',
        isBusiness: false,
        contractEnd: null,
        simChangedAt: null,
        brand: null,
      },
    });
  });

  it.each<[Partial<SubscriberFields>, string]>([
    [{ msisdn: '0151' }, 'malformed_number'],
    [{ msisdn: '+49151\u0000345678' }, 'malformed_number'],
    [{ birth_year: '' }, 'birth_year_invalid'],
    [{ birth_year: '1880' }, 'birth_year_invalid'],
    [{ gender: 'x' }, 'gender_invalid'],
    [{ home_area: '../x' }, 'home_area_invalid'],
    [{ contract_start: '2020-02-30' }, 'contract_start_invalid'],
    [{ is_business: 'maybe' }, 'is_business_invalid'],
    [{ brand: '=cmd' }, 'brand_invalid'],
    [{ contract_end: 'soon' }, 'contract_end_invalid'],
    [{ contract_end: '2019-12-31' }, 'contract_end_invalid'],
    [{ sim_changed_at: 'yesterday' }, 'sim_changed_at_invalid'],
    [{ sim_changed_at: '2026-06-01T00:00:01Z' }, 'sim_changed_at_invalid'],
  ])('with %j is refused: %s', (overrides, problem) => {
    expect(parseSubscriber(subscriber(overrides), NOW)).toEqual({ problem });
  });
});

describe('a decision row', () => {
  it('counts as decided when its evidence says', () => {
    expect(parseDecision(decision(), NOW)).toMatchObject({
      row: {
        number: '+4915112345678',
        decidedAt: Date.parse('2026-01-01T11:00:00Z'),
        effectiveFrom: Date.parse('2026-01-02T00:00:00Z'),
      },
    });
  });

  it.each<[Partial<DecisionFields>, string]>([
    [{ purpose: 'advertising' }, 'purpose_unknown'],
    [{ data_kind: 'everything' }, 'data_kind_unknown'],
    [{ state: 'renewed' }, 'state_not_importable'],
    [{ effective_from: 'soon' }, 'effective_from_invalid'],
    [{ effective_from: '2025-12-31' }, 'effective_before_evidence'],
    [{ expires_at: 'never' }, 'expires_at_invalid'],
    [{ expires_at: '2026-01-01' }, 'expires_at_invalid'],
    [{ evidence_notice_sha256: '' }, 'evidence_missing'],
    [{ evidence_channel: '' }, 'evidence_missing'],
    [{ evidence_time: '' }, 'evidence_missing'],
    [{ evidence_time: '2027-01-01', effective_from: '2027-01-01' }, 'evidence_in_the_future'],
  ])('with %j is refused: %s', (overrides, problem) => {
    expect(parseDecision(decision(overrides), NOW)).toEqual({ problem });
  });

  it.each([
    ['', '2028-05-31T00:00:00Z'],
    ['2027-01-01', '2027-01-01T00:00:00Z'],
    ['2040-01-01', '2028-05-31T00:00:00Z'],
  ])('that says yes until %j lasts until %s: never longer than two years from now', (expires_at, end) => {
    expect(parseDecision(decision({ expires_at }), NOW)).toMatchObject({ row: { expiresAt: Date.parse(end) } });
  });

  it('that says no counts from when it was said', () => {
    expect(parseDecision(decision({ state: 'withdrawn', effective_from: '2026-05-01' }), NOW)).toMatchObject({
      row: { effectiveFrom: Date.parse('2026-01-01T11:00:00Z'), expiresAt: null },
    });
  });
});
