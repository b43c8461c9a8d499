import type { KindOfBuyer, ReleaseId } from '@passant/contracts';
import { KnownUses } from './known-uses';

const [retail, planning] = ['retail', 'public-planning'] as KindOfBuyer[];
const [one, two] = ['one', 'two'] as ReleaseId[];

describe('uses that are known', () => {
  it('are of one kind of buyer and one release', () => {
    const uses = new KnownUses();
    uses.add(retail!, one!);
    expect([uses.has(retail!, one!), uses.has(retail!, two!), uses.has(planning!, one!)]).toEqual([true, false, false]);
  });

  it('never grow past their bound: what is forgotten is only written again', () => {
    const uses = new KnownUses(1);
    uses.add(retail!, one!);
    uses.add(retail!, one!);
    expect(uses.has(retail!, one!)).toBe(true);
    uses.add(planning!, two!);
    expect([uses.has(retail!, one!), uses.has(planning!, two!)]).toEqual([false, true]);
  });
});
