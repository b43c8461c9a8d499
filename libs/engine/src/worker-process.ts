import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { EngineFailed, type EngineFailureCode } from './engine-failed';
import type { WorkerRequest, WorkerResponse } from './protocol';

// From `src` (tests) and from `dist` alike: the worker runs compiled.
const WORKER_FILE = join(__dirname, '..', 'dist', 'worker.js');

/**
 * The parent's end of one engine process. One request at a time; the first failure of any kind ends the process, and every
 * later request fails with the same code: an engine that failed once may mix rows of two answers.
 */
export class WorkerProcess {
  private readonly child: ChildProcess;
  private readonly exited: Promise<void>;
  private queue: Promise<unknown> = Promise.resolve();
  private failure: EngineFailed | undefined;
  private waiting: { done(value: string | number | undefined): void; failed(error: EngineFailed): void } | undefined;

  constructor() {
    this.child = fork(WORKER_FILE, ['passant-engine'], {
      execArgv: [],
      // Nothing of the service's environment: no credentials in the process that reads foreign files.
      env: { TZ: 'UTC' },
      serialization: 'advanced',
      // What the engine prints may quote rows.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (response: WorkerResponse) => this.onResponse(response));
    this.exited = new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.once('error', () => resolve());
    });
    void this.exited.then(() => this.end('ENGINE_DIED'));
  }

  request(request: WorkerRequest): Promise<string | number | undefined> {
    const answer = this.queue.then(() => this.ask(request));
    this.queue = answer.catch(() => undefined);
    return answer;
  }

  /** Ends the process for good; requests under way and to come fail with this code unless an earlier failure has its own. */
  end(code: EngineFailureCode, engineErrorNumber?: number): EngineFailed {
    this.failure ??= new EngineFailed(code, engineErrorNumber);
    this.child.kill('SIGKILL');
    this.waiting?.failed(this.failure);
    this.waiting = undefined;
    return this.failure;
  }

  async ended(): Promise<void> {
    this.end('ENGINE_DIED');
    await this.exited;
  }

  private ask(request: WorkerRequest): Promise<string | number | undefined> {
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      this.waiting = { done: resolve, failed: reject };
      this.child.send(request, (error) => {
        if (error) this.end('ENGINE_DIED');
      });
    });
  }

  private onResponse(response: WorkerResponse): void {
    if (response.kind === 'failed') {
      this.end(response.code, response.engineErrorNumber);
      return;
    }
    this.waiting?.done(response.value);
    this.waiting = undefined;
  }
}
