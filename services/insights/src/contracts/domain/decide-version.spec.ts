import type { Day, MarketId } from '@passant/contracts';
import fc from 'fast-check';
import { CONTRACT_STATES } from './contract-state';
import { type Amended, decideApproval, decideProposal } from './decide-version';
import { findVersionAt, type Terms, UNLIMITED } from './terms';

const NOW = 1_000;
const terms: Terms = {
  ...UNLIMITED,
  ...{ market: 'leipzig' as MarketId, purpose: 'place-statistics', products: ['presence'], zones: 'all' },
  ...{ finestGrain: 'DAY', history: { from: '2025-01-01' as Day, to: null } },
  price: { minorUnitsPerFigure: 1, currency: 'EUR' },
};
const version = (number: number, effectiveFromMs: number, approvedBy: string | null): Amended['versions'][number] => ({
  ...{ id: `v${number}`, number, effectiveFromMs, approvedBy, terms, createdBy: 'ada' },
});
const contract = (overrides: Partial<Amended> = {}): Amended => ({
  ...{ state: 'active', versions: [version(1, 0, 'anton'), version(2, NOW + 10, null)] },
  ...overrides,
});

describe('new terms', () => {
  it.each(CONTRACT_STATES)('are proposed and approved only while a contract runs: %s', (state) => {
    const runs = state === 'active' || state === 'suspended';
    expect(decideProposal(contract({ state }), NOW, NOW)).toBe(runs ? 'allowed' : 'STEP_NOT_POSSIBLE');
    expect(decideApproval(contract({ state }), 2, 'anton')).toBe(runs ? 'allowed' : 'STEP_NOT_POSSIBLE');
  });

  it('never begin in the past', () => {
    expect(decideProposal(contract(), NOW - 1, NOW)).toBe('BEGINS_IN_THE_PAST');
  });

  it('are not approved by who wrote them, nor twice, nor where there are none', () => {
    expect(decideApproval(contract(), 2, 'ada')).toBe('CREATOR_MAY_NOT_APPROVE');
    expect(decideApproval(contract(), 3, 'anton')).toBe('STEP_NOT_POSSIBLE');
    expect(decideApproval(contract(), 1, 'anton')).toBe('STEP_NOT_POSSIBLE');
    const twice = contract({ versions: [version(1, 0, 'anton'), version(2, NOW + 10, 'anton')] });
    expect(decideApproval(twice, 2, 'anton')).toBe('STEP_NOT_POSSIBLE');
  });

  it('do not begin before approved ones of the future', () => {
    const versions = [version(1, 0, 'anton'), version(2, NOW + 10, 'anton')];
    expect(decideProposal(contract({ versions }), NOW + 9, NOW)).toBe('VERSIONS_OVERLAP');
    expect(decideProposal(contract({ versions }), NOW + 10, NOW)).toBe('allowed');
  });

  it('are not approved once later ones of a lower start are', () => {
    const versions = [version(1, 0, 'anton'), version(2, NOW + 10, null), version(3, NOW + 5, 'anton')];
    expect(decideApproval(contract({ versions }), 2, 'anton')).toBe('VERSIONS_OVERLAP');
  });

  it('take turns, in whatever order they are proposed and approved: at each instant the newest start decides', () => {
    const act = fc.oneof(
      fc.record({ propose: fc.integer({ min: NOW, max: NOW + 20 }) }),
      fc.record({ approve: fc.integer({ min: 2, max: 6 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        let { versions } = contract({ versions: [version(1, 0, 'anton')] });
        for (const one of acts) {
          if ('propose' in one && decideProposal(contract({ versions }), one.propose, NOW) === 'allowed') {
            versions = [...versions, version(versions.length + 1, one.propose, null)];
          }
          if ('approve' in one && decideApproval(contract({ versions }), one.approve, 'anton') === 'allowed') {
            versions = versions.map((v) => (v.number === one.approve ? { ...v, approvedBy: 'anton' } : v));
          }
        }
        const approved = versions.filter(({ approvedBy }) => approvedBy !== null);
        const starts = approved.map(({ effectiveFromMs }) => effectiveFromMs);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
        for (let nowMs = NOW; nowMs <= NOW + 20; nowMs += 1) {
          const begun = approved.filter(({ effectiveFromMs }) => effectiveFromMs <= nowMs);
          expect(findVersionAt(versions, nowMs)?.number).toBe(begun.at(-1)?.number);
        }
      }),
    );
  });
});
