import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { MarketId } from '@passant/contracts';
import type { Transaction } from '../database/transactions';
import { decrypt, encrypt } from '../secrets/seal';
import { SECRETS, type Secrets } from '../secrets/secrets';
import type { Language } from '../texts/kinds-of-buyer';
import { type LetterSubject, LettersRepository } from './letters.repository';

/** How long a letter waits to be fetched. */
export const LETTER_LASTS_DAYS = 14;
const LETTERS_AT_ONCE = 1000;

/** A letter for the network to print and send to the address in the contract, which consent does not know. */
export interface Letter {
  /** E.164: by it the network knows the address. */
  readonly to: string;
  readonly language: Language;
  readonly text: string;
}

/** Letters are kept sealed and go as soon as the network confirms that it has them. */
@Injectable()
export class LettersService {
  constructor(
    private readonly repository: LettersRepository,
    @Inject(SECRETS) private readonly secrets: Pick<Secrets, 'text-message'>,
  ) {}

  /** `isForNobody`: a row like any other, that is never fetched and goes with the next sweep. */
  async add(
    transaction: Transaction,
    letter: Letter,
    { isForNobody = false, ...subject }: LetterSubject & { readonly isForNobody?: boolean },
  ): Promise<void> {
    const id = randomUUID();
    const letterSealed = encrypt(this.secrets['text-message'], Buffer.from(JSON.stringify(letter)), `letter/${id}`);
    await this.repository.add(transaction, { ...subject, id, letterSealed }, isForNobody ? 0 : LETTER_LASTS_DAYS);
  }

  /** What waits to be printed, oldest first. */
  async find(market: MarketId): Promise<(Letter & { id: string })[]> {
    const waiting = await this.repository.find(market, LETTERS_AT_ONCE);
    return waiting.map(({ id, letterSealed }) => {
      const letter = decrypt(this.secrets['text-message'], letterSealed, `letter/${id}`).toString();
      return { id, ...(JSON.parse(letter) as Letter) };
    });
  }

  /** The network has these letters. @returns how many were there */
  confirm(market: MarketId, ids: readonly string[]): Promise<number> {
    return this.repository.remove(market, ids);
  }
}
