/** The part of sodium-native that is used here; the package brings no types. */
declare module 'sodium-native' {
  interface Sodium {
    readonly crypto_box_PUBLICKEYBYTES: number;
    readonly crypto_box_SECRETKEYBYTES: number;
    readonly crypto_box_SEALBYTES: number;
    readonly crypto_secretstream_xchacha20poly1305_ABYTES: number;
    readonly crypto_secretstream_xchacha20poly1305_HEADERBYTES: number;
    readonly crypto_secretstream_xchacha20poly1305_KEYBYTES: number;
    readonly crypto_secretstream_xchacha20poly1305_STATEBYTES: number;
    readonly crypto_secretstream_xchacha20poly1305_TAG_MESSAGE: number;
    readonly crypto_secretstream_xchacha20poly1305_TAG_FINAL: number;
    crypto_box_keypair(publicKey: Buffer, privateKey: Buffer): void;
    crypto_scalarmult_base(publicKey: Buffer, privateKey: Buffer): void;
    crypto_box_seal(sealed: Buffer, message: Buffer, publicKey: Buffer): void;
    crypto_box_seal_open(message: Buffer, sealed: Buffer, publicKey: Buffer, privateKey: Buffer): boolean;
    crypto_secretstream_xchacha20poly1305_keygen(key: Buffer): void;
    crypto_secretstream_xchacha20poly1305_init_push(state: Buffer, header: Buffer, key: Buffer): void;
    crypto_secretstream_xchacha20poly1305_push(
      state: Buffer,
      cipher: Buffer,
      message: Buffer,
      additional: Buffer | null,
      tag: number,
    ): number;
    crypto_secretstream_xchacha20poly1305_init_pull(state: Buffer, header: Buffer, key: Buffer): void;
    crypto_secretstream_xchacha20poly1305_pull(
      state: Buffer,
      message: Buffer,
      tag: Buffer,
      cipher: Buffer,
      additional: Buffer | null,
    ): number;
    sodium_memzero(buffer: Buffer): void;
  }
  const sodium: Sodium;
  export default sodium;
}
