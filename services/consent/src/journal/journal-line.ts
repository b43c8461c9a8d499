import { DATA_KINDS, dataKindSchema, PURPOSES, purposeSchema } from '@passant/contracts';
import { z } from 'zod';
import { decrypt, encrypt } from '../secrets/seal';

/** One withdrawal: everything needed to replay it into a database that does not know it. Times are ms since 1970 UTC. */
export const withdrawalLineSchema = z.object({
  submissionId: z.uuid(),
  reference: z.string().max(40),
  subscriberId: z.uuid(),
  state: z.enum(['refused', 'withdrawn', 'terminated', 'expired', 'invalidated']),
  decidedAt: z.int(),
  effectiveFrom: z.int(),
  keys: z
    .array(z.object({ decisionId: z.uuid(), purpose: purposeSchema, dataKind: dataKindSchema }))
    .min(1)
    .max(PURPOSES.length * DATA_KINDS.length),
});
export type WithdrawalLine = z.infer<typeof withdrawalLineSchema>;

/** A pause: a no for a time. */
export const pauseLineSchema = z.object({
  kind: z.literal('pause'),
  submissionId: z.uuid(),
  reference: z.string().max(40),
  subscriberId: z.uuid(),
  from: z.int(),
  until: z.int(),
});
export type PauseLine = z.infer<typeof pauseLineSchema>;

export const journalLineSchema = z.union([pauseLineSchema, withdrawalLineSchema]);
export type JournalLine = z.infer<typeof journalLineSchema>;

export const isPauseLine = (line: JournalLine): line is PauseLine => 'kind' in line;

const CONTEXT = 'withdrawal-journal/1';

/** Encrypted, as text, with its line end: a line without one was never confirmed. */
export const writeLine = (key: Buffer, line: JournalLine): string =>
  `${encrypt(key, Buffer.from(JSON.stringify(line)), CONTEXT).toString('base64')}\n`;

/** undefined where the line cannot be read: torn, damaged, or under another key. */
export function readLine(key: Buffer, text: string): JournalLine | undefined {
  try {
    const plain: unknown = JSON.parse(decrypt(key, Buffer.from(text, 'base64'), CONTEXT).toString());
    return journalLineSchema.parse(plain);
  } catch {
    return undefined;
  }
}
