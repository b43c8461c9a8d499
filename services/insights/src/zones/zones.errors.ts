import type { ZoneId } from '@passant/contracts';
import { DomainError } from '@passant/platform';

export class MarketUnknown extends DomainError {
  readonly code = 'MARKET_UNKNOWN';
  readonly category = 'not_found';

  constructor(reason: 'no-plan' | 'which') {
    super(
      reason === 'which'
        ? 'There are several markets: say which.'
        : 'No zone plan of this market has arrived. Approve one first, or ask again in a moment.',
    );
  }
}

const LISTED = 20;

export class ZoneUnknown extends DomainError {
  readonly code = 'ZONE_UNKNOWN';
  readonly category = 'not_found';

  /** Zones are public facts: naming them tells nothing about anybody. */
  constructor(zones: readonly ZoneId[]) {
    const more = zones.length > LISTED ? ` and ${zones.length - LISTED} more` : '';
    super(`Not in the zone plan: ${zones.slice(0, LISTED).join(', ')}${more}.`);
  }
}

export class ArtefactInvalid extends DomainError {
  readonly code = 'ARTEFACT_INVALID';
  readonly category = 'invalid';

  constructor(what: 'zone plan' | 'release', why: string) {
    super(`This ${what} cannot be loaded: ${why}.`);
  }
}
