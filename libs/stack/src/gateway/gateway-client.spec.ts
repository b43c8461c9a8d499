import { isUnavailable } from './gateway-client';

test.each([
  ['SERVICE_UNAVAILABLE', 'unavailable', true],
  ['OPERATION_TIMED_OUT', 'unavailable', true],
  ['MARKET_INVALID', 'invalid', false],
])('%s (%s): what was asked may be done nevertheless: %s', (code, category, expected) => {
  expect(isUnavailable({ message: '', extensions: { code, category } })).toBe(expected);
});
