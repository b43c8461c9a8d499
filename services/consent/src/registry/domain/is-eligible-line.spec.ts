import type { Day } from '@passant/contracts';
import { isEligibleLine, type LineFacts } from './is-eligible-line';

const line = (overrides: Partial<LineFacts> = {}): LineFacts => ({
  birthYear: 1980,
  isBusiness: false,
  contractStart: '2020-01-01' as Day,
  contractEnd: null,
  isDeclaredMinor: false,
  ...overrides,
});

describe('whether a line may be in the panel of 2026-06-08', () => {
  it.each<[string, Partial<LineFacts>, boolean]>([
    ['an adult’s private line', {}, true],
    ['certainly 18', { birthYear: 2007 }, true],
    ['perhaps 17', { birthYear: 2008 }, false],
    ['a child', { birthYear: 2015 }, false],
    ['a business line', { isBusiness: true }, false],
    ['a contract of the day before', { contractStart: '2026-06-07' as Day }, true],
    ['a contract that ends the day after', { contractEnd: '2026-06-09' as Day }, true],
    ['a contract that ends that day', { contractEnd: '2026-06-08' as Day }, false],
    ['declared to be used by somebody under 18', { isDeclaredMinor: true }, false],
    ['a contract of that day', { contractStart: '2026-06-08' as Day }, false],
  ])('%s', (_what, overrides, may) => {
    expect(isEligibleLine(line(overrides), '2026-06-08' as Day)).toBe(may);
  });
});
