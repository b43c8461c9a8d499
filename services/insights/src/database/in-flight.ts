/**
 * Reads that several ask for at the same time are made once: whoever comes while one is under way gets its result. Nothing is kept
 * afterwards, so what is answered was true when it was read, and the next question reads again.
 */
export class InFlight {
  private readonly running = new Map<string, Promise<unknown>>();

  /** `key` names everything that the result depends on. */
  share<Of>(key: string, read: () => Promise<Of>): Promise<Of> {
    const under = this.running.get(key);
    if (under) return under as Promise<Of>;
    const started = read().finally(() => this.running.delete(key));
    this.running.set(key, started);
    return started;
  }
}
