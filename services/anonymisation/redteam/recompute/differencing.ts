import type { SuiteOutcome } from '../suite';
import type { Written } from './files';
import { same, stated, valueOf, type Finding } from './findings';
import { mean, share, sum } from './statistics';

/** R5: rms of (derived − truth)/√variance, shares that hit the truth, and 1/√(2πσ²) of `derived.csv`. */
export function recomputeDifferencing(written: Written, said: SuiteOutcome): Finding[] {
  const file = written.csv('derived');
  const [derived, truth, variance, ofRaw, ofK20] = ['derived', 'truth', 'variance', 'of_raw', 'of_k20'].map((name) =>
    file.numbers(name),
  ) as [number[], number[], number[], number[], number[]];
  const figures = truth.length;
  const shareOf = (answers: readonly number[]) =>
    share(answers.filter((answer, index) => answer === truth[index]).length, figures);
  const hits = shareOf(derived.map(Math.round));
  const deviations = mean(derived.map((value, index) => (value - truth[index]!) / Math.sqrt(variance[index]!)));
  const chance = sum(variance.map((one) => 1 / Math.sqrt(2 * Math.PI * one))) / figures;
  return [
    ...stated(
      {
        ...{ raw: shareOf(ofRaw).value, k20: shareOf(ofK20).value, passant: hits.value, se: hits.se },
        ...{ baseline: chance, passMark: chance + 3 * hits.se },
      },
      said,
    ),
    same('derived figures', figures, valueOf(said, 'derived figures')),
    // The suite adds the square of the mean to the sample variance.
    same(
      'rms',
      Math.sqrt(deviations.se ** 2 * figures + deviations.value ** 2),
      valueOf(said, 'rms of (derived − truth)/√Σσ²'),
    ),
  ];
}
