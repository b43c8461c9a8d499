import type { ProcessingStop } from '@passant/contracts';
import { DomainError } from '../errors/domain-error';

export class ProcessingStopped extends DomainError {
  readonly code = 'PROCESSING_STOPPED';
  readonly category = 'unavailable';

  constructor({
    market,
    purpose,
    product,
    since,
    until,
  }: Pick<ProcessingStop, 'market' | 'purpose' | 'product' | 'since' | 'until'>) {
    const of = [product, purpose && `the purpose ${purpose}`].filter((word) => word !== null).join(' for ');
    const lapse = until === null ? 'It stands until two people end it.' : `It ends at ${until} unless it is confirmed.`;
    super(
      `Processing of ${of || 'everything'} in the market ${market} is stopped since ${since}. ${lapse} See /transparency.`,
    );
  }
}

/** Whether something is stopped could not be looked up for a while, so everything counts as stopped. */
export class StopsUnknown extends DomainError {
  readonly code = 'STOPS_UNKNOWN';
  readonly category = 'unavailable';

  constructor() {
    super(
      'Whether processing is stopped cannot be looked up at the moment, so nothing is done. Please try again later.',
    );
  }
}
