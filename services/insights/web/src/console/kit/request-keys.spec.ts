import { RequestKeys } from './request-keys';

describe('the key of an act', () => {
  const draws = () => {
    let drawn = 0;
    return new RequestKeys(() => `key-${(drawn += 1)}`);
  };

  it('stays while the same is tried again, so that it is done once', () => {
    const keys = draws();
    expect([keys.keyOf('suspend a'), keys.keyOf('suspend a')]).toEqual(['key-1', 'key-1']);
  });

  it('is another one for another payload: the service would refuse the old one', () => {
    const keys = draws();
    expect([keys.keyOf('suspend a'), keys.keyOf('suspend b'), keys.keyOf('suspend a')]).toEqual([
      ...['key-1', 'key-2', 'key-3'],
    ]);
  });

  it('is another one once the act was answered: asked again, it is meant again', () => {
    const keys = draws();
    const first = keys.keyOf('new credentials');
    keys.end();
    expect(keys.keyOf('new credentials')).not.toBe(first);
  });
});
