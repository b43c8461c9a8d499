import { Readable, Transform, type TransformCallback } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DomainError } from '../errors/domain-error';
import { ChunkBuffer } from './chunk-buffer';
import { sodium } from './sodium';

/** X25519 keys, 32 bytes each. */
export interface SealKeyPair {
  readonly publicKey: Buffer;
  readonly privateKey: Buffer;
}

export class SealBroken extends DomainError {
  readonly code = 'SEAL_BROKEN';
  readonly category = 'invalid';

  constructor() {
    super('The sealed bytes are truncated, changed, or sealed to somebody else.');
  }
}

/** File form: MAGIC ‖ crypto_box_seal(stream key) ‖ secretstream header ‖ chunks; all but the last chunk are full, the last is tagged final. */
const MAGIC = Buffer.from('PSNTSEA1');
const CHUNK_BYTES = 1024 * 1024;
const KEY_BYTES = sodium.crypto_secretstream_xchacha20poly1305_KEYBYTES;
const HEADER_BYTES = sodium.crypto_secretstream_xchacha20poly1305_HEADERBYTES;
const EXTRA_BYTES = sodium.crypto_secretstream_xchacha20poly1305_ABYTES;
const STATE_BYTES = sodium.crypto_secretstream_xchacha20poly1305_STATEBYTES;
const SEALED_KEY_BYTES = KEY_BYTES + sodium.crypto_box_SEALBYTES;
const PREFIX_BYTES = MAGIC.length + SEALED_KEY_BYTES + HEADER_BYTES;
const FINAL = sodium.crypto_secretstream_xchacha20poly1305_TAG_FINAL;
const MESSAGE = sodium.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;

export function generateSealKeyPair(): SealKeyPair {
  const publicKey = Buffer.alloc(sodium.crypto_box_PUBLICKEYBYTES);
  const privateKey = Buffer.alloc(sodium.crypto_box_SECRETKEYBYTES);
  sodium.crypto_box_keypair(publicKey, privateKey);
  return { publicKey, privateKey };
}

/** Seals any number of bytes to one reader, in chunks of 1 MB. */
export const sealStream = (publicKey: Buffer): Transform => new SealingStream(publicKey);

/** Opens what was sealed. Fails with SealBroken; use nothing of it before the end, where truncation shows. */
export const openStream = (keys: SealKeyPair): Transform => new OpeningStream(keys);

export const sealBytes = (publicKey: Buffer, bytes: Buffer): Promise<Buffer> =>
  buffer(Readable.from([bytes], { objectMode: false }).pipe(sealStream(publicKey)));

/** @throws SealBroken */
export const openBytes = (keys: SealKeyPair, sealed: Buffer): Promise<Buffer> => {
  const opened = openStream(keys);
  opened.end(sealed);
  return buffer(opened);
};

class SealingStream extends Transform {
  private readonly pending = new ChunkBuffer();
  private readonly state = Buffer.alloc(STATE_BYTES);

  constructor(publicKey: Buffer) {
    super({ highWaterMark: CHUNK_BYTES });
    const key = Buffer.alloc(KEY_BYTES);
    const header = Buffer.alloc(HEADER_BYTES);
    const sealedKey = Buffer.alloc(SEALED_KEY_BYTES);
    sodium.crypto_secretstream_xchacha20poly1305_keygen(key);
    sodium.crypto_secretstream_xchacha20poly1305_init_push(this.state, header, key);
    sodium.crypto_box_seal(sealedKey, key, publicKey);
    sodium.sodium_memzero(key);
    this.push(Buffer.concat([MAGIC, sealedKey, header]));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.pending.add(chunk);
    while (this.pending.length > CHUNK_BYTES) this.push(this.encrypt(this.pending.take(CHUNK_BYTES), MESSAGE));
    done();
  }

  override _flush(done: TransformCallback): void {
    done(null, this.encrypt(this.pending.take(this.pending.length), FINAL));
  }

  private encrypt(message: Buffer, tag: number): Buffer {
    const cipher = Buffer.allocUnsafe(message.length + EXTRA_BYTES);
    sodium.crypto_secretstream_xchacha20poly1305_push(this.state, cipher, message, null, tag);
    return cipher;
  }
}

class OpeningStream extends Transform {
  private readonly pending = new ChunkBuffer();
  private state: Buffer | undefined;

  constructor(private readonly keys: SealKeyPair) {
    super({ highWaterMark: CHUNK_BYTES });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.pending.add(chunk);
    try {
      this.state ??= this.readPrefix();
      const full = CHUNK_BYTES + EXTRA_BYTES;
      while (this.state && this.pending.length > full)
        this.push(this.decrypt(this.state, this.pending.take(full), MESSAGE));
      done();
    } catch (error) {
      done(error as Error);
    }
  }

  override _flush(done: TransformCallback): void {
    try {
      if (!this.state) throw new SealBroken();
      done(null, this.decrypt(this.state, this.pending.take(this.pending.length), FINAL));
    } catch (error) {
      done(error as Error);
    }
  }

  private readPrefix(): Buffer | undefined {
    if (this.pending.length < PREFIX_BYTES) return undefined;
    if (!this.pending.take(MAGIC.length).equals(MAGIC)) throw new SealBroken();
    const key = Buffer.alloc(KEY_BYTES);
    const state = Buffer.alloc(STATE_BYTES);
    const sealedKey = this.pending.take(SEALED_KEY_BYTES);
    const { publicKey, privateKey } = this.keys;
    if (!sodium.crypto_box_seal_open(key, sealedKey, publicKey, privateKey)) throw new SealBroken();
    sodium.crypto_secretstream_xchacha20poly1305_init_pull(state, this.pending.take(HEADER_BYTES), key);
    sodium.sodium_memzero(key);
    return state;
  }

  private decrypt(state: Buffer, cipher: Buffer, expectedTag: number): Buffer {
    if (cipher.length < EXTRA_BYTES) throw new SealBroken();
    const message = Buffer.allocUnsafe(cipher.length - EXTRA_BYTES);
    const tag = Buffer.alloc(1);
    try {
      sodium.crypto_secretstream_xchacha20poly1305_pull(state, message, tag, cipher, null);
    } catch {
      throw new SealBroken();
    }
    if (tag[0] !== expectedTag) throw new SealBroken();
    return message;
  }
}
