import { parentPort, workerData } from 'node:worker_threads';
import { proposePlan, type ProposalInput } from './domain/propose-plan';

parentPort?.postMessage(proposePlan(workerData as ProposalInput));
