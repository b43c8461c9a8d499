import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT, loadSealKeyPair, type SealKeyPair } from '@passant/platform';
import type { Environment } from '../environment';

/** This service's own key pair, read once from its secret store. */
@Injectable()
export class SealKeys {
  private pair: Promise<SealKeyPair> | undefined;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  /** @throws KeyFileInvalid */
  async get(): Promise<SealKeyPair> {
    this.pair ??= loadSealKeyPair(this.environment.SECRETS_DIR);
    try {
      return await this.pair;
    } catch (error) {
      this.pair = undefined;
      throw error;
    }
  }
}
