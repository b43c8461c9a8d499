import type { KeyObject } from 'node:crypto';
import type { NoteVerifier } from '@passant/proofs';

/** Injection token of {@link AuditSettings}. */
export const AUDIT_SETTINGS = Symbol('AUDIT_SETTINGS');

export interface AuditSettings {
  readonly service: string;
  /** The name that checkpoints are signed under. */
  readonly origin: string;
  readonly verifier: NoteVerifier;
  readonly privateKey: KeyObject;
  /** How often is looked for new entries; 0 never, for tests. */
  readonly everyMs: number;
}

export const originOf = (service: string): string => `passant/${service}`;
