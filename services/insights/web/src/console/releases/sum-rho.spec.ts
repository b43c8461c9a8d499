import { sumRho, toDecimal } from './sum-rho';

describe('what tables cost together', () => {
  it('is exact, where decimals are not', () => {
    expect(sumRho(['1/10', '1/5', '1/10'])).toBe('2/5');
    expect(sumRho(Array.from({ length: 30 }, () => '1/1000'))).toBe('3/100');
    expect(sumRho(['9007199254740993/9007199254740992', '1/9007199254740992'])).toBe(
      '4503599627370497/4503599627370496',
    );
  });

  it('is nothing of no table', () => {
    expect(sumRho([])).toBe('0/1');
  });

  it('is shown in three digits', () => {
    expect([toDecimal('3/100'), toDecimal('1/3')]).toEqual(['0.0300', '0.333']);
  });
});
