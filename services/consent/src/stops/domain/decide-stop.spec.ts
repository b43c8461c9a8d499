import type { MarketId } from '@passant/contracts';
import * as fc from 'fast-check';
import {
  beginStop,
  decideConfirmation,
  decideEnd,
  decideEndProposal,
  type StopActor,
  type StopRecord,
  stateOf,
  toProcessingStop,
} from './decide-stop';

const NOW = new Date('2026-06-08T12:00:00Z');
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);
const petra: StopActor = { staffId: 'petra', roles: ['privacy-officer'] };
const paul: StopActor = { staffId: 'paul', roles: ['privacy-officer'] };
const ada: StopActor = { staffId: 'ada', roles: ['admin'] };
const both: StopActor = { staffId: 'petra', roles: ['privacy-officer', 'admin'] };

const begun = (by: StopActor, given: Partial<StopRecord> = {}): StopRecord => ({
  ...{
    id: '0b9f8f0e-8f0a-4c8e-9d5e-2f6f1d2c3b4a',
    number: 1,
    market: 'leipzig' as MarketId,
    purpose: null,
    product: null,
  },
  ...{ reason: 'a complaint of many', begunBy: by.staffId, begunAt: NOW, ...beginStop(by, NOW) },
  ...{ confirmedBy: null, confirmedAt: null, endProposedBy: null, endProposedAs: null, endReason: null },
  ...{ endedBy: null, endedAt: null, ...given },
});
const confirmed = begun(petra, { until: null, confirmedBy: 'ada', confirmedAt: later(1) });

describe('a stop', () => {
  it('of a privacy officer holds at once, for 24 hours', () => {
    const stop = begun(petra);
    expect([stateOf(stop, NOW), stateOf(stop, later(23.9)), stateOf(stop, later(24))]).toEqual([
      ...['standing-alone', 'standing-alone', 'lapsed'],
    ]);
  });

  it('of an admin holds nothing, and nobody else is told of it, before a privacy officer confirms', () => {
    expect([stateOf(begun(ada), NOW), stateOf(begun(ada), later(24))]).toEqual(['asked', 'lapsed']);
    expect(toProcessingStop(begun(ada))).toBeNull();
    expect(decideEndProposal(begun(ada), NOW)).toBe('STOP_NOT_STANDING');
    expect(decideConfirmation(begun(ada), petra, later(1))).toBeNull();
  });

  it('is confirmed by somebody else in the other role, once, in time', () => {
    expect(decideConfirmation(begun(petra), ada, later(1))).toBeNull();
    expect(decideConfirmation(begun(petra), both, later(1))).toBe('NEEDS_ANOTHER');
    expect(decideConfirmation(begun(petra), paul, later(1))).toBe('NEEDS_OTHER_ROLE');
    expect(decideConfirmation(begun(petra), ada, later(24))).toBe('STOP_IS_OVER');
    expect(decideConfirmation(confirmed, ada, later(2))).toBe('STOP_CONFIRMED');
    expect(stateOf(confirmed, later(10_000))).toBe('standing');
  });

  it('is ended by two people, a privacy officer among them', () => {
    const proposed = { ...confirmed, endProposedBy: 'ada', endProposedAs: 'admin' as const };
    expect(decideEnd(confirmed, petra, later(2))).toBe('END_NOT_PROPOSED');
    expect(decideEnd(proposed, ada, later(2))).toBe('NEEDS_ANOTHER');
    expect(decideEnd(proposed, { staffId: 'boris', roles: ['admin'] }, later(2))).toBe('NEEDS_OTHER_ROLE');
    expect(decideEnd(proposed, petra, later(2))).toBeNull();
    expect(decideEnd({ ...proposed, endedAt: later(3), endedBy: 'petra' }, petra, later(4))).toBe('STOP_IS_OVER');
  });

  it('never ends by one person, whatever anybody tries in whatever order', () => {
    const actors = [petra, paul, ada, both];
    const attempt = fc.record({ who: fc.constantFrom(...actors), what: fc.constantFrom('confirm', 'propose', 'end') });
    fc.assert(
      fc.property(fc.constantFrom(petra, ada), fc.array(attempt, { maxLength: 12 }), (first, attempts) => {
        let stop = begun(first);
        for (const { who, what } of attempts) {
          if (what === 'confirm' && decideConfirmation(stop, who, NOW) === null) {
            stop = { ...stop, since: stop.since ?? NOW, until: null, confirmedBy: who.staffId, confirmedAt: NOW };
          }
          if (what === 'propose' && decideEndProposal(stop, NOW) === null) {
            stop = { ...stop, endProposedBy: who.staffId, endProposedAs: who.roles[0]! };
          }
          if (what === 'end' && decideEnd(stop, who, NOW) === null)
            stop = { ...stop, endedBy: who.staffId, endedAt: NOW };
        }
        expect(stop.confirmedBy).not.toBe(stop.begunBy);
        if (stop.endedAt !== null) expect(stop.endedBy).not.toBe(stop.endProposedBy);
        if (stop.endedAt !== null) expect(stop.endProposedBy).not.toBeNull();
      }),
    );
  });
});
