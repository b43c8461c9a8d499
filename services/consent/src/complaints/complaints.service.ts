import { createHmac, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@passant/platform';
import { z } from 'zod';
import { type Transaction, Transactions } from '../database/transactions';
import { newReference } from '../decisions/reference';
import { decrypt, encrypt } from '../secrets/seal';
import { SECRETS, type Secrets } from '../secrets/secrets';
import { ComplaintUnknown, ComplaintUnreadable, TooManyComplaints } from './complaints.errors';
import { ComplaintsRepository, type StoredComplaint } from './complaints.repository';

const MOST_AN_HOUR = 5;
const MOST_LISTED = 200;
export const COMPLAINTS_KEPT_YEARS = 3;

const complaintSchema = z.object({ text: z.string().trim().min(1).max(5_000), contact: z.string().trim().max(200) });

/** A complaint as the privacy officer reads it. */
export interface Complaint {
  readonly id: string;
  readonly reference: string;
  readonly receivedAt: Date;
  readonly closedAt: Date | null;
  readonly text: string;
  /** How the person wants to be reached; empty where they do not. */
  readonly contact: string;
}

/** Complaints of anybody to the privacy officer: sealed as they come in, opened for that officer alone. */
@Injectable()
export class ComplaintsService {
  constructor(
    private readonly repository: ComplaintsRepository,
    private readonly transactions: Transactions,
    @Inject(SECRETS) private readonly secrets: Pick<Secrets, 'complaints' | 'code-pepper'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @param address from where it comes; kept as a keyed hash for an hour
   * @returns what the person may quote
   * @throws ComplaintUnreadable, TooManyComplaints
   */
  async take(given: { text?: string; contact?: string }, address: string): Promise<string> {
    const parsed = complaintSchema.safeParse({ text: given.text ?? '', contact: given.contact ?? '' });
    if (!parsed.success || hasControlCharacters(parsed.data)) throw new ComplaintUnreadable();
    const [id, reference] = [randomUUID(), newReference()];
    const sealed = encrypt(this.secrets.complaints, Buffer.from(JSON.stringify(parsed.data)), id);
    const addressHash = createHmac('sha256', this.secrets['code-pepper']).update(`complaint/${address}`).digest();
    await this.transactions.run(async (transaction) => {
      if ((await this.repository.countFrom(transaction, addressHash)) >= MOST_AN_HOUR) throw new TooManyComplaints();
      await this.repository.add(transaction, { id, reference, sealed, receivedAt: this.clock.now() }, addressHash);
    });
    return reference;
  }

  /** Oldest first, at most 200. */
  async list(openOnly: boolean): Promise<Complaint[]> {
    return (await this.repository.find(openOnly, MOST_LISTED)).map((stored) => this.open(stored));
  }

  /** @throws ComplaintUnknown */
  async close(id: string): Promise<Complaint> {
    const closed = await this.transactions.run((transaction: Transaction) =>
      this.repository.close(transaction, id, this.clock.now()),
    );
    if (!closed) throw new ComplaintUnknown();
    return this.open(closed);
  }

  countByMonth(since: string): Promise<{ month: string; count: number }[]> {
    return this.repository.countByMonth(since);
  }

  /** Forgets what is older than claims from it can be. */
  async prune(): Promise<void> {
    const before = this.clock.now();
    before.setUTCFullYear(before.getUTCFullYear() - COMPLAINTS_KEPT_YEARS);
    await this.repository.removeBefore(before);
  }

  private open({ sealed, ...stored }: StoredComplaint): Complaint {
    const content = complaintSchema.parse(JSON.parse(decrypt(this.secrets.complaints, sealed, stored.id).toString()));
    return { ...stored, ...content };
  }
}

/** NUL and its like cannot be meant; line ends and tabs may. */
const hasControlCharacters = (texts: Readonly<Record<string, string>>): boolean =>
  Object.values(texts).some((text) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text));
