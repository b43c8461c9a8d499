/**
 * Idempotency keys of one button. A try that may have arrived (no answer, an ended log-in) is made again with the same key, and
 * so done once; another payload, or the same one after it was done, is another act and gets a key of its own.
 */
export class RequestKeys {
  private last: { readonly payload: string; readonly key: string } | null = null;

  /** @param draw gives 16 to 128 letters, digits, - and _ */
  constructor(private readonly draw: () => string) {}

  keyOf(payload: string): string {
    if (this.last?.payload !== payload) this.last = { payload, key: this.draw() };
    return this.last.key;
  }

  /** The act was answered: the next one is another. */
  end(): void {
    this.last = null;
  }
}
