/** Where a service's log lines can be sent: `logTo` of its boot settings. */
export class CapturedLogs {
  private readonly written: string[] = [];

  write(line: string): void {
    this.written.push(line);
  }

  /** All lines as they were written: to look for what must not be there. */
  get text(): string {
    return this.written.join('');
  }

  get lines(): Record<string, unknown>[] {
    return this.written.map((line) => JSON.parse(line));
  }
}

/** Runs `work` with a log destination and gives everything that was written to it. */
export async function withCapturedLogs(work: (logs: CapturedLogs) => Promise<void>): Promise<CapturedLogs> {
  const logs = new CapturedLogs();
  await work(logs);
  return logs;
}
