import { Worker } from 'node:worker_threads';
import type { Proposal, ProposalInput } from './domain/propose-plan';

// By the name of the package: tests run from the source, and a thread needs the built file.
const WORKER = require.resolve('@passant/ingestion/dist/zone-plans/propose-plan.worker');

/** `proposePlan` in a thread of its own: a large network takes seconds, in which the service has other things to answer. */
export function proposeInThread(input: ProposalInput): Promise<Proposal> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { workerData: input });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that lays out zones ended early (${code}).`)));
  });
}
