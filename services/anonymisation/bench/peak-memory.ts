/** The most that this process and one engine beside it held at once, told from above: the peaks of both together. */
export class PeakMemory {
  private engine = 0;
  private own = 0;

  get megabytes(): number {
    return this.engine + this.own;
  }

  ofEngine(megabytes: number): void {
    this.engine = Math.max(this.engine, megabytes);
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    const look = () => (this.own = Math.max(this.own, process.memoryUsage().rss / 1e6));
    const timer = setInterval(look, 100);
    try {
      return await work();
    } finally {
      look();
      clearInterval(timer);
    }
  }
}
