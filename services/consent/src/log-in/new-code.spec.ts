import crypto from 'node:crypto';
import { newCode } from './new-code';

const DRAWS = 20_000;

describe('5.4 a one-time code', () => {
  afterEach(() => void jest.restoreAllMocks());

  it('is six digits, also where it begins with noughts, and each digit is as likely in each place', () => {
    const codes = Array.from({ length: DRAWS }, newCode);
    expect(codes.filter((code) => !/^\d{6}$/.test(code))).toEqual([]);
    for (let place = 0; place < 6; place += 1)
      for (let digit = 0; digit < 10; digit += 1) {
        const count = codes.filter((code) => code[place] === String(digit)).length;
        // Six standard deviations (42 of 2,000): a fair generator is outside once in millions of runs.
        expect([place, digit, Math.abs(count - DRAWS / 10) < 6 * 42.5]).toEqual([place, digit, true]);
      }
    expect(codes.some((code) => code.startsWith('00'))).toBe(true);
  });

  it('is what the system’s cryptographic generator drew, and nothing of Math.random', () => {
    // Both are watched, neither is replaced.
    const drawn = jest.spyOn(crypto, 'randomInt');
    const guessable = jest.spyOn(Math, 'random');
    const codes = Array.from({ length: 100 }, newCode);
    expect(drawn.mock.calls).toEqual(codes.map(() => [1_000_000]));
    expect(codes.map(Number)).toEqual(drawn.mock.results.map(({ value }) => value as unknown));
    expect(guessable).not.toHaveBeenCalled();
  });
});
