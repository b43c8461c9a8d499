import { errors, type JWTVerifyGetKey } from 'jose';
import { DomainError } from '@passant/platform';

/** The keys to check a token with cannot be had at the moment: neither yes nor no. */
export class KeysUnavailable extends DomainError {
  readonly code = 'SERVICE_UNAVAILABLE';
  readonly category = 'unavailable';

  constructor() {
    super('Tokens cannot be checked at the moment. Try again later.');
  }
}

const ABOUT_THE_TOKEN = [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported];

/** What is wrong with the token stays as it is; everything else is a key set that cannot be had. */
export const fetchedKeys =
  (keys: JWTVerifyGetKey): JWTVerifyGetKey =>
  async (header, token) => {
    try {
      return await keys(header, token);
    } catch (error) {
      throw ABOUT_THE_TOKEN.some((kind) => error instanceof kind) ? error : new KeysUnavailable();
    }
  };

/** How keys are fetched: kept 10 min; an unknown key id asks again every 5 s at most, so made-up tokens are no load. */
export const KEY_FETCHING = { cacheMaxAge: 10 * 60_000, cooldownDuration: 5_000, timeoutDuration: 3_000 } as const;
