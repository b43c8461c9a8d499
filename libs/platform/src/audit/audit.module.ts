import { createPublicKey } from 'node:crypto';
import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import type { ServiceName } from '@passant/contracts';
import { toNoteVerifier } from '@passant/proofs';
import type { CommonEnvironment } from '../environment';
import { AuditLog } from './audit-log';
import { AuditProofs } from './audit-proofs';
import { AuditSealer } from './audit-sealer';
import { AUDIT_SETTINGS, type AuditSettings, originOf } from './audit-settings';
import { AuditRepository } from './audit.repository';
import { CheckpointFolder } from './checkpoint-folder';
import { loadEd25519Key } from './signing-key';

const SEALS_EVERY_MS = 2_000;
const KEY_FILE = 'audit-signing.pem';

/** The audit log of one service: part of every service. */
@Module({})
export class AuditModule {
  static for(service: ServiceName, environment: CommonEnvironment): DynamicModule {
    const toSettings = (): AuditSettings => {
      const mayMake = environment.PASSANT_ENV === 'development';
      const privateKey = loadEd25519Key(environment.SECRETS_DIR, KEY_FILE, mayMake);
      const origin = originOf(service);
      const verifier = toNoteVerifier(origin, createPublicKey(privateKey));
      return { service, origin, verifier, privateKey, everyMs: SEALS_EVERY_MS };
    };
    return {
      module: AuditModule,
      global: true,
      providers: [
        { provide: AUDIT_SETTINGS, useFactory: toSettings },
        { provide: CheckpointFolder, useValue: new CheckpointFolder(join(environment.AUDIT_DIR, service)) },
        ...[AuditRepository, AuditLog, AuditSealer, AuditProofs],
      ],
      exports: [AuditLog, AuditSealer, AuditProofs],
    };
  }
}
