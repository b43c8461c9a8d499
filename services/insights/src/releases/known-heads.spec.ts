import type { ReleaseId } from '@passant/contracts';
import { KnownHeads } from './known-heads';
import type { LoadedTable } from './releases.repository';

const id = (name: string) => name as ReleaseId;
const head = (releaseId: string, columns = ['all']) =>
  ({ releaseId: id(releaseId), columns }) as unknown as LoadedTable;

describe('heads of releases', () => {
  it('are read once, in the order asked, and only what is not known yet', async () => {
    const known = new KnownHeads();
    const asked: (readonly string[])[] = [];
    const read = async (ids: readonly ReleaseId[]) => {
      asked.push(ids);
      return [...ids].reverse().map((one) => head(one));
    };
    await known.get([id('a'), id('b')], read);
    const heads = await known.get([id('b'), id('c'), id('a')], read);
    expect(heads.map(({ releaseId }) => releaseId)).toEqual(['b', 'c', 'a']);
    expect(asked).toEqual([['a', 'b'], ['c']]);
  });

  it('are given up where there are too many, those first that were not used for longest', async () => {
    const known = new KnownHeads(2);
    const read = jest.fn(async (ids: readonly ReleaseId[]) => ids.map((one) => head(one)));
    await known.get([id('a'), id('b')], read);
    await known.get([id('a')], read);
    await known.get([id('c')], read);
    await known.get([id('a')], read);
    expect(read).toHaveBeenCalledTimes(2);
    await known.get([id('b')], read);
    expect(read).toHaveBeenLastCalledWith(['b']);
  });

  it('with the same long list of columns share it', async () => {
    const known = new KnownHeads();
    const long = () => Array.from({ length: 200 }, (_, index) => `Z-${index}`);
    const [one, other] = await known.get([id('a'), id('b')], async (ids) => ids.map((each) => head(each, long())));
    expect(one!.columns).toBe(other!.columns);
  });
});
