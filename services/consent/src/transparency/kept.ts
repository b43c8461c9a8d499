/** Something that is worked out at most so often, however many ask. What failed is tried again at once. */
export class Kept<T> {
  private kept: { readonly value: Promise<T>; readonly until: number } | undefined;

  constructor(
    private readonly lastsMs: number,
    private readonly load: () => Promise<T>,
  ) {}

  get(): Promise<T> {
    if (this.kept && performance.now() < this.kept.until) return this.kept.value;
    const value = this.load();
    this.kept = { value, until: performance.now() + this.lastsMs };
    value.catch(() => (this.kept = undefined));
    return value;
  }
}
