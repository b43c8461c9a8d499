interface Running<Of> {
  readonly answer: Promise<Of>;
  /** Ends the call once nobody waits for it any more. */
  readonly end: AbortController;
  waiting: number;
}

/**
 * Calls that several ask for at the same moment are made once: whoever comes while one is under way gets its answer. Nothing
 * is kept afterwards. Whoever goes away takes only himself away; the call ends when the last one has.
 */
export class SharedCalls<Of> {
  private readonly running = new Map<string, Running<Of>>();
  private epoch = 0;

  /** From now on nobody joins a call that began before: what it reads may have changed. */
  separate(): void {
    this.epoch += 1;
  }

  /**
   * @param key everything that the answer depends on, who asks among it
   * @throws what `call` throws; the signal's reason where it ends first
   */
  async share(key: string, signal: AbortSignal, call: (signal: AbortSignal) => Promise<Of>): Promise<SharedAnswer<Of>> {
    const name = `${this.epoch} ${key}`;
    const under = this.running.get(name);
    const joined = under ?? this.begin(name, call);
    joined.waiting += 1;
    try {
      return { answer: await unlessAborted(joined.answer, signal), isShared: under !== undefined };
    } finally {
      joined.waiting -= 1;
      if (joined.waiting === 0 && this.running.get(name) === joined) {
        this.running.delete(name);
        joined.end.abort();
      }
    }
  }

  private begin(name: string, call: (signal: AbortSignal) => Promise<Of>): Running<Of> {
    const end = new AbortController();
    const started: Running<Of> = { answer: call(end.signal), end, waiting: 0 };
    const forget = () => {
      if (this.running.get(name) === started) this.running.delete(name);
    };
    started.answer.then(forget, forget);
    this.running.set(name, started);
    return started;
  }
}

export interface SharedAnswer<Of> {
  readonly answer: Of;
  /** Whether somebody else had asked for it already. */
  readonly isShared: boolean;
}

function unlessAborted<Of>(answer: Promise<Of>, signal: AbortSignal): Promise<Of> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
