import { parseUploadKey, toUploadKey } from './upload-key';

describe('upload keys', () => {
  it('tell whose upload it is and since when', () => {
    const batchId = '0b0e7b5e-94d5-4d52-9a8c-0b6a52e3f6a1';
    const objectKey = toUploadKey(batchId, 1_780_000_000_000);
    expect(parseUploadKey(objectKey)).toEqual({ objectKey, batchId, receivedAtMs: 1_780_000_000_000 });
  });

  it('are not confused with other objects', () => {
    expect(parseUploadKey('note.txt')).toBeUndefined();
  });
});
