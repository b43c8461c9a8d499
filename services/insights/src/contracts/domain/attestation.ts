import { PROHIBITIONS, type Prohibition } from './terms';

/** Whom nothing is sold to, nor to anybody who acts for them. */
export const REFUSED_BUYERS = [
  'employer-watching-staff',
  'police-and-prosecution',
  'insurer',
  'creditor',
  'political-campaign',
] as const;
export type RefusedBuyer = (typeof REFUSED_BUYERS)[number];

/** What a buyer declared before a version of its contract came into force. Immutable, once a version. */
export interface Attestation {
  /** Uses that the buyer declares it will not make. */
  readonly refusedUses: readonly Prohibition[];
  /** Kinds of buyer that it declares it is not, and does not act for. */
  readonly refusedBuyers: readonly RefusedBuyer[];
  /** The role in which somebody declared it for the buyer (`managing director`), never a name: it is kept for ever. */
  readonly statedBy: string;
  /** SHA-256 of the signed document, 64 hexadecimal digits. */
  readonly documentSha256: string;
}

/** What an attestation leaves open; empty: it is whole. */
export const findUnattested = ({
  refusedUses,
  refusedBuyers,
}: Pick<Attestation, 'refusedUses' | 'refusedBuyers'>): (Prohibition | RefusedBuyer)[] => [
  ...PROHIBITIONS.filter((use) => !refusedUses.includes(use)),
  ...REFUSED_BUYERS.filter((buyer) => !refusedBuyers.includes(buyer)),
];
