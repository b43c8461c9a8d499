import { resolve as resolvePath } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Proposal, ProposalInput } from './domain/propose-plan';

// A thread needs the built file, also where a test runs from the source: both lie two folders below the project.
const WORKER = resolvePath(__dirname, '../../dist/zone-plans/propose-plan.worker.js');

/** `proposePlan` in a thread of its own: a large network takes seconds, in which the service has other things to answer. */
export function proposeInThread(input: ProposalInput): Promise<Proposal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: input });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that lays out zones ended early (${code}).`)));
  });
}
