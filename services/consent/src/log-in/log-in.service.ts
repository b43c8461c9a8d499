import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { type Transaction, Transactions } from '../database/transactions';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { SECRETS, type Secrets } from '../secrets/secrets';
import { TextMessagesService } from '../sms/text-messages.service';
import { maySend } from './domain/limit-sends';
import { CodeWrong, NumberUnreadable, TooManyCodes } from './log-in.errors';
import { LogInRepository } from './log-in.repository';
import { newCode } from './new-code';
import { parseMobileNumber } from './parse-mobile-number';

const CODE_LIFE_SECONDS = 600;
const CODE_TRIES = 5;
export const SESSION_IDLE_SECONDS = 900;

export const LOG_IN_PARTS = Symbol('LOG_IN_PARTS');
export interface LogInParts {
  readonly repository: LogInRepository;
  readonly transactions: Transactions;
  readonly lines: LinesService;
  readonly markets: MarketsService;
  readonly texts: TextMessagesService;
}

/** A number (E.164) and the running subscriptions behind it. */
export interface NumberAndLines {
  readonly number: string;
  readonly subscriberIds: readonly string[];
}

/** Number → code → session. Secrets leave this file as hashes only; the code leaves it in the text message only. */
@Injectable()
export class LogInService {
  constructor(
    @Inject(LOG_IN_PARTS) private readonly parts: LogInParts,
    @Inject(SECRETS) private readonly secrets: Pick<Secrets, 'code-pepper' | 'session'>,
  ) {}

  /**
   * Sends a code, if the number is ours. If it is not, everything happens all the same, up to a message that is sent to nobody: what can
   * be seen, and how long it takes, tells nothing.
   *
   * @param message makes the text of the message from the code
   * @returns the token of this log-in, for a cookie
   * @throws NumberUnreadable, TooManyCodes
   */
  async sendCode(text: string, address: string, message: (code: string) => string): Promise<string> {
    const { number, subscriberIds } = await this.read(text);
    const code = newCode();
    const token = newToken();
    const numberHash = this.hash('number', number);
    await this.parts.transactions.run(async (transaction) => {
      await this.limit(transaction, { number, subscriberIds }, address);
      await this.parts.repository.begin(transaction, {
        tokenHash: toTokenHash(token),
        numberHash,
        codeHash: this.hash('code', `${token}/${code}`),
        subscriberIds,
        tries: CODE_TRIES,
        lifeSeconds: CODE_LIFE_SECONDS,
      });
      const subject = { subscriberIds, about: 'code' } as const;
      const settings = { ...subject, lifeSeconds: CODE_LIFE_SECONDS, isSentToNobody: subscriberIds.length === 0 };
      await this.parts.texts.add(transaction, { to: number, text: message(code) }, settings);
    });
    this.parts.texts.ring();
    return token;
  }

  /** @returns the token of a new session, for a cookie. @throws CodeWrong */
  async logIn(token: string, text: string): Promise<string> {
    const code = text.replaceAll(/[\s-]/g, '');
    const tried = await this.parts.repository.spendTry(toTokenHash(token));
    const matches = tried && timingSafeEqual(tried.codeHash, this.hash('code', `${token}/${code}`));
    if (!tried || !matches || tried.subscriberIds.length === 0) throw new CodeWrong();
    return this.parts.transactions.run(async (transaction) => {
      if (!(await this.parts.repository.end(transaction, toTokenHash(token)))) throw new CodeWrong();
      return this.openSession(transaction, tried.subscriberIds);
    });
  }

  /** A mobile number of a country where Passant works, with the lines behind it: none where it is not ours. @throws NumberUnreadable */
  async read(text: string): Promise<NumberAndLines> {
    const countries = (await this.parts.markets.findAll()).map(({ country }) => country);
    const number = parseMobileNumber(text, [...new Set(countries)]);
    if (!number) throw new NumberUnreadable();
    return { number, subscriberIds: await this.parts.lines.findByNumber(number) };
  }

  /** Counts a code that is asked for, whether or not the number is ours. @throws TooManyCodes */
  async limit(transaction: Transaction, { number, subscriberIds }: NumberAndLines, address: string): Promise<void> {
    const [numberHash, addressHash] = [this.hash('number', number), this.hash('address', address)];
    const sends = await this.parts.repository.findSends(transaction, numberHash, addressHash);
    if (!maySend(sends)) throw new TooManyCodes();
    await this.parts.repository.noteSend(transaction, { numberHash, addressHash, subscriberIds });
  }

  /** @returns the token of a new session, for a cookie */
  async openSession(transaction: Transaction, subscriberIds: readonly string[]): Promise<string> {
    const session = newToken();
    await this.parts.repository.openSession(transaction, toTokenHash(session), subscriberIds);
    return session;
  }

  /** The lines that a session speaks for; undefined where it ended or was idle for 15 minutes. */
  async findLines(session: string | undefined): Promise<readonly string[] | undefined> {
    return session ? this.parts.repository.touchSession(toTokenHash(session), SESSION_IDLE_SECONDS) : undefined;
  }

  /** Ends every session of the lines, on whatever device: also one that somebody stole. */
  async logOut(session: string): Promise<void> {
    await this.parts.repository.closeSessions(toTokenHash(session));
  }

  /** What a form of this session (or log-in) must carry. */
  toCsrfToken(token: string): string {
    return createHmac('sha256', this.secrets.session).update(`csrf/${token}`).digest('base64url');
  }

  isCsrfToken(token: string, given: string): boolean {
    const [expected, actual] = [Buffer.from(this.toCsrfToken(token)), Buffer.from(given)];
    return expected.length === actual.length && timingSafeEqual(expected, actual);
  }

  prune(): Promise<void> {
    return this.parts.repository.prune(SESSION_IDLE_SECONDS);
  }

  private hash(what: string, value: string): Buffer {
    return createHmac('sha256', this.secrets['code-pepper']).update(`${what}/${value}`).digest();
  }
}

const newToken = (): string => randomBytes(32).toString('base64url');
const toTokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();
