import fc from 'fast-check';
import { estimateTotal, type Part } from './index';

describe('a total', () => {
  const part = (panel: number, factor = 5): Part => ({
    ...{ panel, panelNoise: 100, value: factor * panel, valueNoise: factor ** 2 * 100, releaseId: 'monday' },
    ...{ sampling: factor ** 2 * Math.max(panel, 1) * (1 - 1 / factor), factorError: 0 },
  });

  it('adds sampling variances over zones, and over hours errors of which half is that of the same people', () => {
    const noise = 2 * 25 * 100;
    const overZones = estimateTotal([[part(1000), part(1000)]], { leastPeople: 20, figures: 10, scale: 1 });
    const overHours = estimateTotal([[part(1000)], [part(1000)]], { leastPeople: 20, figures: 10, scale: 1 });
    expect(overZones.variance - noise).toBeCloseTo(2 * 20_000, 6);
    expect(overHours.variance - noise).toBeCloseTo(3 * 20_000, 6);
  });

  it('does not depend on the order of zones or moments', () => {
    const parts = fc.array(fc.array(fc.integer({ min: -50, max: 5000 }), { minLength: 2, maxLength: 5 }), {
      minLength: 2,
      maxLength: 5,
    });
    fc.assert(
      fc.property(parts, (people) => {
        const moments = people.map((moment) => moment.map((one) => part(one, 3 + (Math.abs(one) % 4))));
        const turned = [...moments].reverse().map((moment) => [...moment].reverse());
        const rule = { leastPeople: 20, figures: 100, scale: 1 };
        const [one, other] = [estimateTotal(moments, rule), estimateTotal(turned, rule)];
        expect(other.value).toBeCloseTo(one.value, 6);
        expect(other.published).toBe(one.published);
        expect(other.low <= other.value || !other.published).toBe(true);
      }),
    );
  });

  it('is judged by the threshold of its release where it is a single figure', () => {
    const at = (panel: number) =>
      estimateTotal([[part(panel)]], { leastPeople: 20, figures: 10, scale: 1, tau: 77 }).published;
    expect([at(76.9), at(77)]).toEqual([false, true]);
  });

  it('stands for as many people as its release asks for', () => {
    const isPublished = (panel: number, leastPeople: number) =>
      estimateTotal([[part(panel), part(panel)]], { leastPeople, figures: 10, scale: 1 }).published;
    expect([isPublished(40, 20), isPublished(40, 50), isPublished(55, 50)]).toEqual([true, false, true]);
  });

  it('of nothing is not published', () => {
    expect(estimateTotal([], { leastPeople: 20, figures: 1, scale: 1 }).published).toBe(false);
  });
});
