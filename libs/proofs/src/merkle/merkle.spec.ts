import fc from 'fast-check';
import { EMPTY_ROOT, hashLeaf, hashNode } from './hashes';
import { MerkleTree } from './tree';
import { isConsistent, isIncluded } from './verify';

/** The test vectors of Certificate Transparency's reference implementation (RFC 6962). */
const ENTRIES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));
const known = new MerkleTree(ENTRIES.map((entry) => hashLeaf(Buffer.from(entry, 'hex'))));
const treeOf = (size: number): MerkleTree =>
  new MerkleTree(Array.from({ length: size }, (_, index) => hashLeaf(Buffer.from(String(index)))));

/** MTH of RFC 6962, 2.1, as it is written there. */
function mth(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hashNode(mth(leaves.slice(0, split)), mth(leaves.slice(split)));
}

describe('an RFC 6962 tree', () => {
  it('has the roots of the known vectors', () => {
    expect(new MerkleTree().root().toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(hex(ROOTS.map((_, before) => known.root(before + 1)))).toEqual(ROOTS);
  });

  it('has the inclusion proofs of the known vectors', () => {
    expect(known.proveInclusion(0, 1)).toEqual([]);
    expect(hex(known.proveInclusion(0, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(known.proveInclusion(5, 8))).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(hex(known.proveInclusion(2, 3))).toEqual([ROOTS[1]]);
  });

  it('has the consistency proofs of the known vectors', () => {
    expect(known.proveConsistency(1, 1)).toEqual([]);
    expect(hex(known.proveConsistency(1, 8))).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(hex(known.proveConsistency(6, 8))).toEqual([
      '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
  });

  it('has the root that the RFC defines, at every size', () => {
    const leaves = Array.from({ length: 70 }, (_, index) => hashLeaf(Buffer.from(String(index))));
    for (let size = 0; size <= leaves.length; size += 1)
      expect(treeOf(70).root(size)).toEqual(mth(leaves.slice(0, size)));
  });

  it('proves every leaf of every size, and nothing else', () => {
    const [tree, sizes] = [treeOf(70), fc.integer({ min: 1, max: 70 })];
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, chosen, other) => {
        const [index, wrong] = [chosen % size, other % size];
        const path = tree.proveInclusion(index, size);
        const [leafHash, root] = [hashLeaf(Buffer.from(String(index))), tree.root(size)];
        expect(isIncluded({ leafHash, index, size, path, root })).toBe(true);
        expect(isIncluded({ leafHash, index: wrong, size, path, root })).toBe(wrong === index);
        expect(isIncluded({ leafHash: hashLeaf(Buffer.from('x')), index, size, path, root })).toBe(false);
        expect(isIncluded({ leafHash, index, size, path: [...path, root], root })).toBe(false);
        expect(isIncluded({ leafHash, index, size, path: path.slice(0, -1), root })).toBe(path.length === 0);
        expect(isIncluded({ leafHash, index: size, size, path, root })).toBe(false);
      }),
    );
  });

  it('proves that it only grew; a history that was changed has no proof', () => {
    const tree = treeOf(70);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70 }), fc.nat(), (size, chosen) => {
        const first = { size: (chosen % size) + 1, root: tree.root((chosen % size) + 1) };
        const second = { size, root: tree.root(size) };
        const path = tree.proveConsistency(first.size, size);
        expect(isConsistent({ first, second, path })).toBe(true);
        const changed = { ...first, root: hashLeaf(Buffer.from('changed')) };
        expect(isConsistent({ first: changed, second, path })).toBe(false);
        expect(isConsistent({ first, second: { ...second, root: changed.root }, path })).toBe(false);
        expect(isConsistent({ first, second, path: [...path, first.root] })).toBe(false);
        if (path.length > 0) expect(isConsistent({ first, second, path: path.slice(1) })).toBe(false);
      }),
    );
  });

  it.each([
    [0, 0],
    [3, 3],
    [-1, 3],
    [0.5, 3],
  ])('proves no leaf %p of %p', (index, size) => {
    expect(() => treeOf(3).proveInclusion(index, size)).toThrow(RangeError);
  });
});
