import { studentUpperQuantile } from './student';

describe("Student's t", () => {
  // Tables of any textbook.
  it.each([
    [0.025, 7, 2.3646],
    [0.025, 12, 2.1788],
    [0.025, 30, 2.0423],
    [0.005, 12, 3.0545],
    [0.025, 1000, 1.9623],
  ])('at %s with %s degrees of freedom is %s', (probability, degrees, quantile) => {
    expect(Math.abs(studentUpperQuantile(probability, degrees) - quantile)).toBeLessThan(0.002);
  });
});
