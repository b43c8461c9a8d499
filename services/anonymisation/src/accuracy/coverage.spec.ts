import { measureCoverage } from './coverage';

test('a figure is covered where its exact count lies within 1.96 standard deviations', () => {
  const table = { exact: [0, 0, 100, 50], noisy: [19, 20, 100, -10], sigmaSquared: 100 };
  expect(measureCoverage([table, { exact: [1], noisy: [1], sigmaSquared: 1 }])).toEqual({ figures: 5, covered95: 3 });
});
