import { randomInt, randomUUID } from 'node:crypto';

/** Without letters and digits that look alike. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** What somebody can note down and quote, e.g. `P-7K3M-92QX`. */
export const newReference = (): string => {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `P-${letters.slice(0, 4)}-${letters.slice(4)}`;
};

/** By what the audit log finds the entry of one person's part of a confirmation. */
export const toDecisionEntryName = (submissionId: string, subscriberId: string): string =>
  `decision/${submissionId}/${subscriberId}`;

/** One confirmation: everything decided with it shares id and reference. */
export const newSubmission = (): { submissionId: string; reference: string } => ({
  submissionId: randomUUID(),
  reference: newReference(),
});
