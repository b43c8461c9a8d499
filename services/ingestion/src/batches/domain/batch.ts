/** How a file was packed, by its first bytes. */
export type Compression = 'gzip' | 'none';

/** What a running batch is doing, for progress. */
export type BatchStage = 'unpacking' | 'reading' | 'joining' | 'sealing';

export const BATCH_STATES = ['RECEIVED', 'INSPECTED', 'WAITING_FOR_PANELS', 'JOINING', 'DONE', 'FAILED'] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** What happened to a batch. */
export type BatchEvent = 'read' | 'panels-missing' | 'panels-ready' | 'committed' | 'refused';

/**
 * An attempt reads the file anew, so `read` is allowed from every state that is not an end: whoever takes over a broken
 * attempt starts there. Ends are for ever.
 */
const TRANSITIONS: Readonly<Record<BatchState, Readonly<Partial<Record<BatchEvent, BatchState>>>>> = {
  RECEIVED: { read: 'INSPECTED', refused: 'FAILED' },
  INSPECTED: {
    read: 'INSPECTED',
    'panels-missing': 'WAITING_FOR_PANELS',
    'panels-ready': 'JOINING',
    refused: 'FAILED',
  },
  WAITING_FOR_PANELS: { read: 'INSPECTED', refused: 'FAILED' },
  JOINING: {
    read: 'INSPECTED',
    'panels-missing': 'WAITING_FOR_PANELS',
    'panels-ready': 'JOINING',
    committed: 'DONE',
    refused: 'FAILED',
  },
  DONE: {},
  FAILED: {},
};

export type Transition = { readonly kind: 'moved'; readonly to: BatchState } | { readonly kind: 'refused' };

/** The state after an event; `refused` where it cannot happen in this state. */
export function decideTransition(state: BatchState, event: BatchEvent): Transition {
  const to = TRANSITIONS[state][event];
  return to ? { kind: 'moved', to } : { kind: 'refused' };
}

export const isEnded = (state: BatchState): boolean => state === 'DONE' || state === 'FAILED';

/** How often a batch may start before it is given up (deaths of the engine count, stops of the service do not). */
export const MOST_ATTEMPTS = 8;
