import { loadSealPublicKey } from '@passant/platform';

/** Public keys of the services that consent seals to (X25519, 32 bytes each). */
export interface ConsumerKeys {
  readonly ingestion: Buffer;
  readonly anonymisation: Buffer;
}

export const CONSUMER_KEYS = Symbol('CONSUMER_KEYS');

export const loadConsumerKeys = async (files: { ingestion: string; anonymisation: string }): Promise<ConsumerKeys> => ({
  ingestion: await loadSealPublicKey(files.ingestion),
  anonymisation: await loadSealPublicKey(files.anonymisation),
});
