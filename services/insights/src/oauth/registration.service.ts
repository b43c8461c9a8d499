import { Injectable } from '@nestjs/common';
import { EntitlementsService } from '../contracts/entitlements.service';
import { CredentialsService, type IssuedCredentials } from './credentials.service';
import { parseRegistration, type Registration } from './domain/parse-registration';
import { FailedAttemptsRepository } from './failed-attempts.repository';
import { digest } from './tokens.service';

const GOOD_DAYS = 7;
/** Of one address in an hour; and all that are good at the same time, of one sandbox. */
const MOST_AN_HOUR = 5;
const MOST_AT_ONCE = 1000;
const HOUR_SECONDS = 3600;

export type RegistrationAnswer =
  | {
      readonly kind: 'registered';
      readonly credentials: IssuedCredentials;
      readonly registration: Registration;
      readonly issuedAt: Date;
      readonly expiresAt: Date;
      readonly market: string;
      readonly marks: readonly string[];
    }
  | { readonly kind: 'refused'; readonly problem: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number };

/**
 * Credentials for anybody who asks (RFC 7591), good for a week and for nothing but the sandbox: a contract over simulated people
 * that two members of staff opened.
 */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly entitlements: EntitlementsService,
    private readonly credentials: CredentialsService,
    private readonly attempts: FailedAttemptsRepository,
  ) {}

  /** @param address of the caller, as the gateway saw it; now: wall time */
  async register(body: unknown, address: string, issuedAt: Date): Promise<RegistrationAnswer> {
    const parsed = parseRegistration(body);
    if (parsed.kind === 'refused') return parsed;
    const { registration } = parsed;
    const open = await this.entitlements.findSandboxes();
    const sandbox = open.find(({ terms }) => registration.market === null || terms.market === registration.market);
    if (!sandbox) return { kind: 'closed' };
    const keys = [digest('registration', address)];
    const worst = await this.attempts.findWorst(keys);
    if (worst && worst.failures >= MOST_AN_HOUR) return { kind: 'too-many', retryAfterSeconds: worst.secondsLeft };
    await this.attempts.addFailure(keys, HOUR_SECONDS);
    const expiresAt = new Date(issuedAt.getTime() + GOOD_DAYS * 86_400_000);
    const credentials = await this.credentials.issueTemporary(sandbox.clientId, { expiresAt, most: MOST_AT_ONCE });
    if (!credentials) return { kind: 'too-many', retryAfterSeconds: HOUR_SECONDS };
    const { marks, terms } = sandbox;
    return { kind: 'registered', credentials, registration, issuedAt, expiresAt, marks, market: terms.market };
  }
}
