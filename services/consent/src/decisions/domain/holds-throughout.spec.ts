import fc from 'fast-check';
import type { Decision } from './decision';
import { holdsThroughout } from './holds-throughout';
import { resolveState } from './resolve-state';
import { isValid } from './consent-state';

const STATES = ['given', 'renewed', 'withdrawn', 'refused', 'terminated'] as const;
const LAST = 30;
const instant = fc.integer({ min: 0, max: LAST });
const decisions: fc.Arbitrary<Decision[]> = fc.array(
  fc.record({
    purpose: fc.constant('place-statistics' as const),
    dataKind: fc.constant('presence' as const),
    state: fc.constantFrom(...STATES),
    decidedAt: instant,
    effectiveFrom: instant,
    expiresAt: fc.option(instant),
    invalidatedAt: fc.option(instant),
  }),
  { maxLength: 6 },
);

it('a yes held throughout a span exactly if it held at each of its instants, in whatever order decisions came', () => {
  fc.assert(
    fc.property(decisions, instant, instant, fc.integer(), (made, one, other, turn) => {
      const [from, until] = one < other ? [one, other] : [other, one + 1];
      const everywhere = Array.from({ length: until - from }, (_, offset) => from + offset);
      const expected = everywhere.every((at) => isValid(resolveState(made, at)));
      const cut = made.length === 0 ? 0 : Math.abs(turn) % made.length;
      const turned = [...made.slice(cut), ...made.slice(0, cut)];
      expect([holdsThroughout(made, from, until), holdsThroughout(turned, from, until)]).toEqual([expected, expected]);
    }),
  );
});
