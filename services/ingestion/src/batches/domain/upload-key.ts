/** A sealed upload: whose, and since when (ms since 1970, domain clock). */
export interface UploadObject {
  readonly objectKey: string;
  readonly batchId: string;
  readonly receivedAtMs: number;
}

/** The key tells its age, so that an upload without a batch can be found and deleted. */
export const toUploadKey = (batchId: string, receivedAtMs: number): string => `${receivedAtMs}/${batchId}.sealed`;

export function parseUploadKey(objectKey: string): UploadObject | undefined {
  const [, received, batchId] = /^(\d+)\/([0-9a-f-]{36})\.sealed$/.exec(objectKey) ?? [];
  return received && batchId ? { objectKey, batchId, receivedAtMs: Number(received) } : undefined;
}
