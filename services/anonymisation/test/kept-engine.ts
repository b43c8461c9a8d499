import { type Engine, type EngineSettings, runInEngine } from '@passant/engine';

/** An engine for what a suite itself writes and reads: starting one takes longer than most of that. */
export class KeptEngine {
  private readonly engine: Promise<Engine>;
  private readonly session: Promise<void>;
  private finish: () => void = () => undefined;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(settings: EngineSettings) {
    const finished = new Promise<void>((resolve) => (this.finish = resolve));
    let begin: (engine: Engine) => void;
    const begun = new Promise<Engine>((resolve) => (begin = resolve));
    this.session = runInEngine(settings, (engine) => {
      begin(engine);
      return finished;
    });
    this.engine = Promise.race([begun, this.session.then(() => begun)]);
  }

  /** One piece of work after the other: they share a folder. */
  use<T>(work: (engine: Engine) => Promise<T>): Promise<T> {
    const answer = this.queue.then(async () => work(await this.engine));
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  async end(): Promise<void> {
    this.finish();
    await this.session;
  }
}
