import { SERVICES } from '../words';
import { jobEnvelopeSchema, jobId } from '../job';
import { JOBS } from './all';

const row = '0b9f8f0e-8f0a-4c8e-9d5e-2f6f1d2c3b4a';

describe('the job table', () => {
  test('names every job once, as subject.past', () => {
    const names = JOBS.map((job) => job.name);

    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/);
  });

  test.each(JOBS.map((job) => [job.name, job] as const))('%s has senders and takers among the services', (_, job) => {
    expect(job.from.length).toBeGreaterThan(0);
    expect(job.to.length).toBeGreaterThan(0);
    for (const service of [...job.from, ...job.to]) expect(SERVICES).toContain(service);
    expect(new Set(job.to).size).toBe(job.to.length);
  });

  test('is the one of the design', () => {
    const lines = JOBS.map(({ name, from, to }) => `${name}: ${from.join(', ')} > ${to.join(', ')}`).sort();

    expect(lines).toEqual([
      'batch.received: ingestion > ingestion',
      'contracts.counted: insights > consent',
      'day.closed: anonymisation > consent, ingestion',
      'day.completed: ingestion > anonymisation',
      'density.requested: insights > insights',
      'export.requested: insights > insights',
      'market.stepped: insights > consent',
      'month.completed: ingestion > anonymisation',
      'panel.issued: consent > ingestion, anonymisation',
      'panel.requested: ingestion > consent',
      'processing.resumed: consent > ingestion, anonymisation, insights',
      'processing.stopped: consent > ingestion, anonymisation, insights',
      'release.clearance-requested: anonymisation > consent',
      'release.cleared: consent > anonymisation',
      'release.published: anonymisation > insights, consent',
      'release.used: insights > consent',
      'release.withdrawn: anonymisation > insights, consent',
      'segment.consumed: anonymisation > ingestion',
      'stop-list.applied: ingestion, anonymisation > consent',
      'stop-list.grown: consent > ingestion, anonymisation',
      'webhook-event.occurred: insights > insights',
      'zone-plan.approved: ingestion > consent, anonymisation, insights',
    ]);
  });

  test.each(JOBS.map((job) => [job.name, job] as const))('%s refuses a payload that is not its own', (_, job) => {
    expect(job.schema.safeParse({ msisdn: '+15550000000' }).success).toBe(false);
  });

  test('gives each ring of a row an id that the queue accepts and has not seen', () => {
    const ids = JOBS.flatMap((job) => [jobId(job, row, 0), jobId(job, row, 1)]);

    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(id).not.toContain(':');
      expect(id).not.toMatch(/^\d+$/);
    }
    expect(jobEnvelopeSchema.safeParse({ rowId: row, ring: -1, payload: {} }).success).toBe(false);
  });
});
