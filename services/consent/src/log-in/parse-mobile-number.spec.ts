import { parseMobileNumber } from './parse-mobile-number';

describe('a mobile number', () => {
  it.each([
    '0151 12345678',
    '+49 151 12345678',
    '0049 151 12345678',
    '49 151 12345678',
    '(0151) 123-456/78',
    ' 015112345678 ',
  ])('may be written %s', (text) => {
    expect(parseMobileNumber(text, ['DE'])).toBe('+4915112345678');
  });

  it.each(['030 1234567', '+1 212 555 0123', '0151', 'number', '', '9'.repeat(50)])('is not %s in Germany', (text) => {
    expect(parseMobileNumber(text, ['DE'])).toBeUndefined();
  });

  it('may be of any configured country, and of no other', () => {
    expect(parseMobileNumber('+1 917 555 0123', ['DE', 'US'])).toBe('+19175550123');
    expect(parseMobileNumber('+4915112345678', [])).toBeUndefined();
    expect(parseMobileNumber('+4915112345678', ['XX', 'US'])).toBeUndefined();
  });
});
