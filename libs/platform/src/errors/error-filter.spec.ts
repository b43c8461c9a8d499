import { NotFoundException } from '@nestjs/common';
import { CATEGORIES, type Category, DomainError } from './domain-error';
import { MASKED_MESSAGE, toClientError } from './error-filter';
import { toSafeError } from './safe-error';

class Problem extends DomainError {
  readonly code = 'PROBLEM';

  constructor(readonly category: Category) {
    super('A problem.');
  }
}

describe('an error', () => {
  it('has an HTTP status for every category', () => {
    const statuses = CATEGORIES.map((category) => toClientError(new Problem(category)).status);
    expect(statuses).toEqual([422, 404, 409, 403, 401, 503, 429, 413]);
  });

  it('of the framework keeps its status and loses its words', () => {
    expect(toClientError(new NotFoundException('Cannot GET /decide?number=1'))).toEqual({
      status: 404,
      code: 'NOT_FOUND',
      category: 'not_found',
      message: 'There is nothing at this address.',
    });
  });

  it.each([new Error('secret'), 'secret', undefined, { statusCode: 418 }])('that is unknown is masked: %p', (error) => {
    expect(toClientError(error)).toMatchObject({ status: 500, code: 'INTERNAL', message: MASKED_MESSAGE });
  });

  it('is logged with its type, code and frames, never its words', () => {
    const error = Object.assign(new TypeError('secret 4915112345678'), { code: '23505' });
    const safe = toSafeError(error);
    expect(safe).toMatchObject({ type: 'TypeError', code: '23505' });
    expect(safe.stack.length).toBeGreaterThan(0);
    expect(JSON.stringify(safe)).not.toContain('secret');
    expect(toSafeError(Object.assign(new Error('x'), { code: 'Key (a)=(b)' })).code).toBeUndefined();
  });
});
