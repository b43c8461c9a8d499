import { decideChange } from './decide-change';

describe('5.2 a wish', () => {
  const allow = { current: 'unknown', wish: 'allow', noticeServedAt: 0, journalWritable: true, now: 0 } as const;

  it.each<[string, Parameters<typeof decideChange>[0], ReturnType<typeof decideChange>]>([
    ['to renew what is allowed', { ...allow, current: 'given', wish: 'renew' }, { kind: 'record', state: 'renewed' }],
    ['to renew what is over', { ...allow, current: 'expired', wish: 'renew' }, { kind: 'record', state: 'given' }],
    [
      '"not now" to what was asked',
      { ...allow, current: 'requested', wish: 'defer' },
      { kind: 'record', state: 'deferred' },
    ],
    ['"not now" after a no', { ...allow, current: 'withdrawn', wish: 'defer' }, { kind: 'unchanged' }],
    ['"not now" after a yes', { ...allow, current: 'given', wish: 'defer' }, { kind: 'unchanged' }],
    [
      'within 72 hours of a SIM change',
      { ...allow, blockedBy: 'SIM_CHANGED' },
      { kind: 'refused', reason: 'SIM_CHANGED' },
    ],
    [
      'to a notice that was replaced',
      { ...allow, isNoticeCurrent: false },
      { kind: 'refused', reason: 'NOTICE_OUTDATED' },
    ],
  ])('%s', (_what, circumstances, expected) => {
    expect(decideChange(circumstances)).toEqual(expected);
  });
});
