import { mean, meanScore, quantile, ScoreSheet, weightedMedian, type ScoredFigure } from './statistics';

const aFigure = (overrides: Partial<ScoredFigure> = {}): ScoredFigure => ({
  truth: 100,
  value: 100,
  published: true,
  plain: { low: 90, high: 110 },
  limits: { low: 80, high: 120 },
  unprotected: 100,
  atLeastTwenty: true,
  ...overrides,
});
const scoreOf = (...figures: Partial<ScoredFigure>[]) => {
  const sheet = new ScoreSheet();
  for (const figure of figures) sheet.add(aFigure(figure));
  return sheet.toScore();
};

test.each([
  [[1, 2, 3], 0.5, 2],
  [[1, 2], 0.5, 1.5],
  [[0, 10], 0.9, 9],
  [[7], 0.9, 7],
])('a quantile of %j at %d is %d', (values, share, expected) => {
  expect(quantile(Float64Array.from(values), share)).toBeCloseTo(expected, 9);
});

test('a weighted median is the error of the figure that a visit lies in', () => {
  expect(weightedMedian([0.5, 0.01, 0.3], [10, 100, 10])).toBe(0.01);
  expect(weightedMedian([0.5, 0.01, 0.3], [10, 10, 10])).toBe(0.3);
  expect(weightedMedian([1], [0])).toBeNull();
});

test('nothing has no quantile and no mean', () => {
  expect(quantile(new Float64Array(0), 0.5)).toBeNull();
  expect(mean([null, null])).toBeNull();
  expect(mean([null, 1, 2])).toBe(1.5);
});

test('errors are of published figures alone, and relative to the truth', () => {
  const score = scoreOf({ value: 110 }, { value: 70 }, { value: 500, published: false });
  expect(score.medianRelativeError).toBeCloseTo(0.2, 9);
  expect(score.p90RelativeError).toBeCloseTo(0.28, 9);
  expect(score).toMatchObject({ figures: 3, publishedFigures: 2 });
});

test('a published figure of nobody is off by its value, not by infinity', () => {
  expect(scoreOf({ truth: 0, value: 150 }).medianRelativeError).toBe(150);
});

test('the share of visits is of the truth, not of figures', () => {
  expect(scoreOf({ truth: 900 }, { truth: 100, published: false }).publishedShareOfVisits).toBeCloseTo(0.9, 9);
});

test('coverage is told over all figures by the plain limits and over published ones by theirs', () => {
  const score = scoreOf({ truth: 115 }, { truth: 115, published: false }, {}, { truth: 130 });
  expect(score.coverage95).toBeCloseTo(2 / 3, 9);
  expect(score.coverage95BeforeSuppression).toBeCloseTo(1 / 4, 9);
});

test('bias is what all figures together are off, and suppression makes one of its own', () => {
  const score = scoreOf({ truth: 100, value: 120 }, { truth: 100, value: 80, published: false });
  expect(score.bias).toBeCloseTo(0.2, 9);
  expect(score.biasBeforeSuppression).toBeCloseTo(0, 9);
});

test('k = 20 publishes by the exact count, and without protection all is published', () => {
  const score = scoreOf({ published: false, unprotected: 101 }, { atLeastTwenty: false, unprotected: 150 });
  expect(score.k20).toMatchObject({ publishedFigures: 1, medianRelativeError: 0.01, publishedShareOfVisits: 0.5 });
  expect(score.unprotected).toMatchObject({ publishedFigures: 2, publishedShareOfVisits: 1 });
});

test('panels are averaged number by number, leaving out what a panel does not have', () => {
  const some = scoreOf({ value: 110 });
  const none = scoreOf({ published: false });
  expect(none).toMatchObject({ coverage95: null, medianRelativeError: null, bias: null });
  expect(meanScore([some, none])).toMatchObject({ coverage95: 1, publishedShareOfVisits: 0.5 });
});
