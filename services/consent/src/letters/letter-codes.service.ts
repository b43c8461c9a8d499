import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions';
import { LogInService } from '../log-in/log-in.service';
import { CodeWrong, TooManyCodes } from '../log-in/log-in.errors';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { SECRETS, type Secrets } from '../secrets/secrets';
import type { Language } from '../texts/kinds-of-buyer';
import { LettersRepository } from './letters.repository';
import { LettersService } from './letters.service';

export const CODE_LIFE_DAYS = 30;
const PERIOD_DAYS = 30;
const CODE_TRIES = 5;
/** From one address: so that nobody uses up the tries of everybody's codes. */
const MOST_TRIES_AN_HOUR = 20;
/** Without letters and digits that look alike: 60 bits in 12 of them. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const CODE_LETTERS = 12;

export const LETTER_CODE_PARTS = Symbol('LETTER_CODE_PARTS');
export interface LetterCodeParts {
  readonly repository: LettersRepository;
  readonly letters: LettersService;
  readonly logIns: LogInService;
  readonly lines: LinesService;
  readonly markets: MarketsService;
}

/** Makes the text of a letter from its code. */
export interface LetterWords {
  readonly language: Language;
  readonly letter: (code: string) => string;
}

/** The way in for whoever cannot read text messages: a code by letter, to the address in the contract. */
@Injectable()
export class LetterCodesService {
  constructor(
    @Inject(LETTER_CODE_PARTS) private readonly parts: LetterCodeParts,
    private readonly transactions: Transactions,
    @Inject(SECRETS) private readonly secrets: Pick<Secrets, 'code-pepper'>,
  ) {}

  /**
   * Orders a letter, if the number is ours and none was ordered for 30 days; whoever asks is told the same in any case, and after the same
   * time: for any other number a letter is written that nobody fetches. Counts against the same limits as a text message.
   *
   * @throws NumberUnreadable, TooManyCodes
   */
  async order(text: string, address: string, words: LetterWords): Promise<void> {
    const { number, subscriberIds } = await this.parts.logIns.read(text);
    const code = Array.from({ length: CODE_LETTERS }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    const isOurs = subscriberIds.length > 0;
    const market = isOurs
      ? (await this.parts.lines.findMarkets(subscriberIds))[0]
      : (await this.parts.markets.findAll())[0]?.id;
    await this.transactions.run(async (transaction) => {
      await this.parts.logIns.limit(transaction, { number, subscriberIds }, address);
      const numberHash = this.hash('number', number);
      const codeHash = this.hash('letter-code', `${number}/${code}`);
      const order = { numberHash, codeHash, subscriberIds, tries: CODE_TRIES };
      const times = { lifeDays: CODE_LIFE_DAYS, periodDays: PERIOD_DAYS };
      if (!(await this.parts.repository.orderCode(transaction, { ...order, ...times })) || !market) return;
      const letter = { to: number, language: words.language, text: words.letter(toGroups(code)) };
      await this.parts.letters.add(transaction, letter, { market, subscriberIds, about: 'code', isForNobody: !isOurs });
    });
  }

  /** The token of a form, for a cookie, and what the form must carry of it. */
  toForm(token: string | undefined): { token: string; csrf: string } {
    const own = token ?? randomBytes(32).toString('base64url');
    return { token: own, csrf: this.parts.logIns.toCsrfToken(own) };
  }

  /** Whether a form came from our own page: no other site may log anybody in as somebody else, or use up the tries of a code. */
  isOurForm(token: string | undefined, csrf: string | undefined): boolean {
    return token !== undefined && this.parts.logIns.isCsrfToken(token, csrf ?? '');
  }

  /** @returns the token of a new session, for a cookie. @throws NumberUnreadable, TooManyCodes, CodeWrong */
  async logIn(numberText: string, codeText: string, address: string): Promise<string> {
    const { number } = await this.parts.logIns.read(numberText);
    const mayTry = await this.transactions.run((transaction) =>
      this.parts.repository.noteTry(transaction, this.hash('address', address), MOST_TRIES_AN_HOUR),
    );
    if (!mayTry) throw new TooManyCodes();
    const code = codeText.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
    const [numberHash, codeHash] = [this.hash('number', number), this.hash('letter-code', `${number}/${code}`)];
    const tried = await this.parts.repository.spendTry(numberHash);
    const matches = tried && timingSafeEqual(tried.codeHash, codeHash);
    if (!tried || !matches || tried.subscriberIds.length === 0) throw new CodeWrong();
    return this.transactions.run(async (transaction) => {
      if (!(await this.parts.repository.useUp(transaction, numberHash, codeHash))) throw new CodeWrong();
      return this.parts.logIns.openSession(transaction, tried.subscriberIds);
    });
  }

  prune(): Promise<void> {
    return this.parts.repository.prune(PERIOD_DAYS);
  }

  private hash(what: string, value: string): Buffer {
    return createHmac('sha256', this.secrets['code-pepper']).update(`${what}/${value}`).digest();
  }
}

const toGroups = (code: string): string => code.match(/.{4}/g)!.join('-');
