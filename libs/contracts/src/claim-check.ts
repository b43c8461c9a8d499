import { z } from 'zod';

/**
 * The hand-overs of the object store: one prefix and one credential each. The giver may write and delete, the taker may
 * read. Bulk data goes only this way; a job carries the claim check.
 */
export const HAND_OVERS = {
  /** Sealed uploads; ingestion to itself, until the batch has run. */
  uploads: { from: 'ingestion', to: ['ingestion'] },
  /** Panels, sealed to ingestion. */
  panels: { from: 'consent', to: ['ingestion'] },
  /** Stop lists, sealed to ingestion. */
  'stop-lists-ingestion': { from: 'consent', to: ['ingestion'] },
  /** Stop lists, sealed to anonymisation. */
  'stop-lists-anonymisation': { from: 'consent', to: ['anonymisation'] },
  /** Segments and day manifests, sealed to anonymisation. */
  segments: { from: 'ingestion', to: ['anonymisation'] },
  /** Zones of approved plans: public facts, in the clear. */
  'zone-plans': { from: 'ingestion', to: ['consent', 'anonymisation', 'insights'] },
  /** Cells and footprints of approved plans: the network's, for anonymisation only, in the clear. */
  footprints: { from: 'ingestion', to: ['anonymisation'] },
  /** Zone-day marks of return visits, sealed by anonymisation to itself under a key pair of their own, until the month's release. */
  'return-visits': { from: 'anonymisation', to: ['anonymisation'] },
  /** Released noisy tables, in the clear: functions of what stands under the guarantee. */
  releases: { from: 'anonymisation', to: ['insights'] },
  /** Answers as files, for partners; insights to itself, for some days. */
  exports: { from: 'insights', to: ['insights'] },
} as const;
export type HandOver = keyof typeof HAND_OVERS;
export const handOverSchema = z.enum(Object.keys(HAND_OVERS) as [HandOver, ...HandOver[]]);

/** Where bulk data lies and what it must hash to. `sha256` is of the bytes as stored (sealed, where sealed). */
export const claimCheckSchema = z.object({
  handOver: handOverSchema,
  objectKey: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._/-]{0,254}$/)
    .refine((key) => !key.includes('..'), 'no ".." in a key'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ClaimCheck = z.infer<typeof claimCheckSchema>;
