import { addUpParts, DRY_RUNS } from './dry-runs';
import { PRODUCTS } from './terms-draft';

const part = (figures: number, marks: readonly string[] = []) => ({
  ...{ cost: { figures, minorUnits: 2 * figures, currency: 'EUR', quotaLeft: 90 }, marks },
});

test('what an answer’s parts would cost adds up; the quota is one for all', () => {
  const parts = [part(3, ['pilot']), part(4, ['pilot', 'simulated'])];
  expect(addUpParts({ answer: parts })).toEqual({
    ...{ figures: 7, minorUnits: 14, currency: 'EUR', quotaLeft: 90, marks: ['pilot', 'simulated'] },
  });
  expect(addUpParts({ answer: part(3) })).toMatchObject({ figures: 3 });
  expect(addUpParts({ answer: [] })).toBeNull();
  expect(addUpParts({ answer: null })).toBeNull();
});

test('every product that a contract may name can be tried, with what its question takes and nothing else', () => {
  expect(Object.keys(DRY_RUNS).sort()).toEqual([...PRODUCTS].sort());
  for (const { document, takes } of Object.values(DRY_RUNS)) {
    const declared = [...document.text.split('{')[0]!.matchAll(/\$(\w+)/g)].map(([, name]) => name!);
    expect(declared.sort()).toEqual(['contractId', 'zoneIds', ...takes].sort());
    expect(document.text).toContain('estimate:true');
  }
});
