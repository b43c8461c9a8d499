import { finished, PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClaimCheck } from '@passant/contracts';
import type { ObjectStore } from '@passant/platform';

/** The stored object, or which end failed. An error at either end leaves nothing stored. */
export type PutOutcome =
  | { readonly kind: 'stored'; readonly check: ClaimCheck }
  | { readonly kind: 'source-failed' | 'store-failed'; readonly error: unknown };

/** Stores what comes out of `through` while it arrives. */
export async function putThrough(
  store: ObjectStore,
  objectKey: string,
  source: Readable,
  through: readonly Transform[],
): Promise<PutOutcome> {
  const last = new PassThrough({ highWaterMark: 1024 * 1024 });
  let sourceError: unknown;
  const arriving = pipeline([source, ...through, last]).catch((error: unknown) => (sourceError = error));
  try {
    const check = await store.put(objectKey, last);
    await arriving;
    return { kind: 'stored', check };
  } catch (error) {
    last.destroy();
    await arriving;
    return { kind: error === sourceError ? 'source-failed' : 'store-failed', error };
  }
}

/**
 * The bytes of a request body, on a stream that may be destroyed without the connection: a sender must get the answer, also when
 * there is no room for what it sends.
 */
export function detach(body: Readable): Readable {
  const detached = new PassThrough({ highWaterMark: 1024 * 1024 });
  finished(body, { writable: false }, (error) => {
    if (error) detached.destroy(error);
  });
  return body.pipe(detached);
}
