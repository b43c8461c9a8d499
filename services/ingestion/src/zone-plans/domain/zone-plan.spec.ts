import { decideApproval } from './zone-plan';

const plan = (approvedBy: string[] = [], status: 'PROPOSED' | 'APPROVED' | 'REFUSED' = 'PROPOSED') => ({
  status,
  proposedBy: 'nora',
  approvedBy,
});

describe('decideApproval', () => {
  it('records the first person and fixes the plan with the second', () => {
    expect(decideApproval(plan(), 'ada')).toEqual({ kind: 'recorded' });
    expect(decideApproval(plan(['ada']), 'anton')).toEqual({ kind: 'fixed' });
  });

  it.each([
    ['own-proposal', plan(), 'nora'],
    ['own-proposal', plan(['ada']), 'nora'],
    ['approved-before', plan(['ada']), 'ada'],
    ['not-proposed', plan(['ada', 'anton'], 'APPROVED'), 'eve'],
    ['not-proposed', plan([], 'REFUSED'), 'ada'],
  ] as const)('refuses: %s', (why, of, staffId) => {
    expect(decideApproval(of, staffId)).toEqual({ kind: 'refused', why });
  });
});
