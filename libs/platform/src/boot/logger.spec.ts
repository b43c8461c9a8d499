import { CapturedLogs } from '@passant/testing';
import { createLogger, NestLogger } from './logger';

const logs = () => {
  const captured = new CapturedLogs();
  return { captured, logger: createLogger({ service: 'consent', level: 'trace', destination: captured }) };
};

describe('a log line', () => {
  it('is one line of JSON with level, time and service', () => {
    const { captured, logger } = logs();
    logger.info({ event: 'batch.done', rows: 12 });
    expect(captured.lines).toMatchObject([{ level: 'info', service: 'consent', event: 'batch.done', rows: 12 }]);
    expect(captured.text.endsWith('\n')).toBe(true);
  });

  it('holds no numbers, codes, pseudonyms, bodies or addresses', () => {
    const { captured, logger } = logs();
    logger.info({ msisdn: '+4915112345678', code: '123456', deep: { pseudonym: 'abcdef', list: ['015112345678'] } });
    logger.warn({ url: '/decide?number=4915112345678' }, 'sent to +49 15112345678 and 4915112345678');
    logger.error({ error: new Error('Key (msisdn)=(4915112345678)') });
    new NestLogger(logger).error(new Error('4915112345678'));
    new NestLogger(logger).log('to 4915112345678', 'Sms');
    expect(captured.text).not.toMatch(/\d{8}/);
    expect(captured.text).not.toMatch(/123456|abcdef/);
    expect(captured.lines).toHaveLength(5);
  });

  it('keeps ids, days, instants and error codes', () => {
    const { captured, logger } = logs();
    const fields = { id: '12345678-1234-4123-8123-123456789012', day: '2025-01-01', at: '2025-01-01T00:00:00.000Z' };
    logger.info({ ...fields, error: { type: 'QueryFailedError', code: '23505' }, dead: { code: 'PLAN_INVALID' } });
    expect(captured.lines[0]).toMatchObject({ ...fields, dead: { code: 'PLAN_INVALID' } });
  });

  it('of the framework is for debugging', () => {
    const { captured, logger } = logs();
    new NestLogger(logger).log('Mapped {/x, GET} route', 'RouterExplorer');
    expect(captured.lines[0]).toMatchObject({ level: 'debug', context: 'RouterExplorer' });
  });
});
