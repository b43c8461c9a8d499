import { Global, Module } from '@nestjs/common';
import { ENVIRONMENT, loadSealKeyPair, loadSealPublicKey, type SealKeyPair } from '@passant/platform';
import type { Environment } from './environment';

/** The keys of this service. */
export interface Seals {
  /** Uploads are sealed to it on their way in; panels and stop lists are sealed to it by consent. */
  readonly own: SealKeyPair;
  /** What leaves here is sealed to anonymisation; nothing here can open it again. */
  readonly anonymisation: Buffer;
}

export const SEALS = Symbol('SEALS');

async function loadSeals(environment: Environment): Promise<Seals> {
  const [own, anonymisation] = await Promise.all([
    loadSealKeyPair(environment.SECRETS_DIR),
    loadSealPublicKey(environment.ANONYMISATION_PUBLIC_KEY_FILE),
  ]);
  return { own, anonymisation };
}

@Global()
@Module({
  providers: [{ provide: SEALS, inject: [ENVIRONMENT], useFactory: loadSeals }],
  exports: [SEALS],
})
export class SealsModule {}
