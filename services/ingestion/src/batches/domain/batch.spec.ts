import { BATCH_STATES, type BatchEvent, decideTransition, isEnded } from './batch';

const EVENTS: readonly BatchEvent[] = ['read', 'panels-missing', 'panels-ready', 'committed', 'refused'];

describe('decideTransition', () => {
  it.each([
    ['RECEIVED', 'read', 'INSPECTED'],
    ['INSPECTED', 'panels-missing', 'WAITING_FOR_PANELS'],
    ['INSPECTED', 'panels-ready', 'JOINING'],
    ['WAITING_FOR_PANELS', 'read', 'INSPECTED'],
    ['JOINING', 'panels-ready', 'JOINING'],
    ['JOINING', 'committed', 'DONE'],
  ] as const)('%s, %s: %s', (state, event, to) => {
    expect(decideTransition(state, event)).toEqual({ kind: 'moved', to });
  });

  it('lets whoever takes over a broken attempt begin by reading', () => {
    for (const state of BATCH_STATES.filter((state) => !isEnded(state))) {
      expect(decideTransition(state, 'read')).toEqual({ kind: 'moved', to: 'INSPECTED' });
    }
  });

  it.each(['DONE', 'FAILED'] as const)('%s is an end', (state) => {
    for (const event of EVENTS) expect(decideTransition(state, event)).toEqual({ kind: 'refused' });
  });

  it('commits only what was joined', () => {
    const from = BATCH_STATES.filter((state) => decideTransition(state, 'committed').kind === 'moved');
    expect(from).toEqual(['JOINING']);
  });
});
