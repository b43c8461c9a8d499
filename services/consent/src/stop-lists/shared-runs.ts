/**
 * Work that many ask for at once and that does for all of them what it does for one: never twice at the same time. Whoever asks while it
 * runs shares the next run, so that everything done before asking is seen by it.
 */
export class SharedRuns {
  private current: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly work: () => Promise<void>) {}

  /** Resolves after a run that began after this call; fails as that run does. */
  run(): Promise<void> {
    if (!this.current && !this.next) return (this.current = this.begin());
    this.next ??= this.current!.catch(() => undefined) // whoever asked for that run was told
      .then(() => {
        this.next = undefined;
        return (this.current = this.begin());
      });
    return this.next;
  }

  private async begin(): Promise<void> {
    try {
      await this.work();
    } finally {
      this.current = undefined;
    }
  }
}
