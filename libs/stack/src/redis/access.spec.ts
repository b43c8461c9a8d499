import { JOBS, SERVICES } from '@passant/contracts';
import { accessRules, keysOf, queueKeys } from './access';

describe('the Redis user of a service', () => {
  test.each(SERVICES)('%s reaches its own keys and the queues it sends to, nothing else', (service) => {
    const sent = JOBS.filter((job) => job.from.includes(service)).flatMap((job) =>
      job.to.filter((consumer) => consumer !== service).map((consumer) => queueKeys(consumer, job.name)),
    );

    expect(new Set(keysOf(service))).toEqual(new Set([`{${service}}:*`, ...sent]));
  });

  test('may neither flush nor administrate', () => {
    expect(accessRules('consent', 'secret')).toEqual(expect.arrayContaining(['-@admin', '-@dangerous', '>secret']));
  });
});
