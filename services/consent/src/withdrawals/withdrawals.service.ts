import { Inject, Injectable } from '@nestjs/common';
import { ALL_KEYS, DecisionsService, type Submission } from '../decisions/decisions.service';
import { parseMobileNumber } from '../log-in/parse-mobile-number';
import { MarketsService } from '../markets/markets.service';
import { LinesService } from '../registry/lines.service';
import { TextMessagesService } from '../sms/text-messages.service';
import type { Language } from '../texts/kinds-of-buyer';
import { TEXT_MESSAGES } from '../texts/text-messages';
import { isStopWord } from './domain/is-stop-word';
import { LineUnknown } from './withdrawals.errors';

export const WITHDRAWAL_CHANNELS = ['letter', 'shop', 'hotline'] as const;
export type WithdrawalChannel = (typeof WITHDRAWAL_CHANNELS)[number];

/** A withdrawal that reached somebody else than the page. */
export interface WithdrawalElsewhere {
  /** In any usual spelling. */
  readonly number: string;
  readonly channel: WithdrawalChannel;
  /** Who took it down. */
  readonly staffId: string;
  readonly language: Language;
}

/** A text message that somebody sent to the network's short number. */
export interface ReceivedText {
  readonly from: string;
  readonly text: string;
}

export const WITHDRAWAL_PARTS = Symbol('WITHDRAWAL_PARTS');
export interface WithdrawalParts {
  readonly decisions: DecisionsService;
  readonly lines: LinesService;
  readonly markets: MarketsService;
  readonly texts: TextMessagesService;
}

/** Withdrawals by text message, and those that an agent takes down. Nobody can say yes this way. */
/** The lines behind a number, and that all of them is withdrawn. */
interface FoundLines {
  readonly number: string;
  readonly all: Submission;
}

@Injectable()
export class WithdrawalsService {
  constructor(@Inject(WITHDRAWAL_PARTS) private readonly parts: WithdrawalParts) {}

  /**
   * Withdraws everything of the lines behind a number and tells them so by text message.
   *
   * @returns the reference; null where everything was refused before
   * @throws LineUnknown
   */
  async record({ number, channel, staffId, language }: WithdrawalElsewhere): Promise<string | null> {
    const lines = await this.find(number);
    if (!lines) throw new LineUnknown();
    const recordedBy = { channel, recordedBy: staffId };
    const { reference } = await this.parts.decisions.submit({ ...lines.all, origin: 'agent', recordedBy });
    await this.confirm(lines, reference, language);
    return reference;
  }

  /** A text message withdraws everything where it is a stop word, from whatever line it came. @returns whether it was one */
  async receive({ from, text }: ReceivedText): Promise<boolean> {
    const language = isStopWord(text);
    if (!language) return false;
    const lines = await this.find(from);
    if (!lines) return true;
    const { reference } = await this.parts.decisions.submit({ ...lines.all, origin: 'text-message' });
    await this.confirm(lines, reference, language);
    return true;
  }

  private async find(text: string): Promise<FoundLines | undefined> {
    const countries = (await this.parts.markets.findAll()).map(({ country }) => country);
    const number = parseMobileNumber(text, [...new Set(countries)]);
    const subscriberIds = number ? await this.parts.lines.findByNumber(number) : [];
    if (!number || subscriberIds.length === 0) return undefined;
    const choices = ALL_KEYS.map((key) => ({ ...key, wish: 'refuse' as const }));
    return { number, all: { subscriberIds, choices, notice: undefined, wallNow: Date.now() } };
  }

  /** After the withdrawal, which stands whether or not anybody can be told. */
  private async confirm({ number, all }: FoundLines, reference: string | null, language: Language): Promise<void> {
    const message = { to: number, text: TEXT_MESSAGES[language].withdrawn(reference) };
    await this.parts.texts.send(message, { subscriberIds: all.subscriberIds, about: 'withdrawal' });
  }
}
