import fc from 'fast-check';
import { addZones, estimateTotal, type Part } from './index';

describe('a total', () => {
  const part = (panel: number, factor = 5): Part => ({
    ...{ panel, panelNoise: 100, value: factor * panel, valueNoise: factor ** 2 * 100, releaseId: 'monday' },
    ...{ sampling: factor ** 2 * Math.max(panel, 1) * (1 - 1 / factor), factorError: 0 },
  });

  it('adds sampling variances over zones, and over hours errors of which 0.43 is that of the same people', () => {
    const noise = 2 * 25 * 100;
    const overZones = estimateTotal([[part(1000), part(1000)]], { leastPeople: 20, figures: 10, scale: 1 });
    const overHours = estimateTotal([[part(1000)], [part(1000)]], { leastPeople: 20, figures: 10, scale: 1 });
    expect(overZones.variance - noise).toBeCloseTo(2 * 20_000, 6);
    expect(overHours.variance - noise).toBeCloseTo(2.86 * 20_000, 6);
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

  it('adds zones by what their figures share: one factor linearly, factors of their own partly, visitors of several zones', () => {
    const zone = (rest: Partial<Part>): Part => ({ ...part(1000), panelNoise: 0, valueNoise: 0, sampling: 0, ...rest });
    const varianceOf = (some: Part) =>
      estimateTotal([[some, some]], { leastPeople: 20, figures: 10, scale: 1 }).variance;
    expect(varianceOf(zone({ factorError: 3 }))).toBeCloseTo(36, 9);
    expect(varianceOf(zone({ factorError: 3, hasOwnFactor: true, countsVisits: true }))).toBeCloseTo(30.6, 9);
    const calibrated = { factorError: 3, hasOwnFactor: true, countsVisits: true, panelMeasured: 4_000 };
    expect(varianceOf(zone(calibrated))).toBeCloseTo(30.6 / 4, 9);
    expect(varianceOf(zone({ sampling: 8 }))).toBeCloseTo(16, 9);
    expect(varianceOf(zone({ sampling: 8, countsVisits: true }))).toBeCloseTo(16 * 1.05, 9);
    expect(addZones([zone({ factorError: 3 })])).toEqual(zone({ factorError: 3 }));
    expect(() => addZones([])).toThrow(RangeError);
  });

  it('adds how people are mixed half as the same at all times and in all zones, the rest of a factor’s error linearly', () => {
    const only = (error: Partial<Part>): Part => ({
      ...{ ...part(1000), panelNoise: 0, valueNoise: 0, sampling: 0, hasOwnFactor: true },
      ...error,
    });
    const varianceOf = (moments: Part[][]) =>
      estimateTotal(moments, { leastPeople: 20, figures: 10, scale: 1 }).variance;
    const [mixed, wrong] = [only({ mixingError: 3 }), only({ factorError: 4 })];
    expect(varianceOf([[mixed]])).toBeCloseTo(9, 9);
    expect(varianceOf([[mixed], [mixed]])).toBeCloseTo(27, 9);
    expect(varianceOf([[mixed, mixed]])).toBeCloseTo(27, 9);
    expect(varianceOf([[wrong], [wrong]])).toBeCloseTo(64, 9);
    const both = only({ mixingError: 3, factorError: 4 });
    expect(varianceOf([[both], [both]])).toBeCloseTo(27 + 64, 9);
  });

  it('of zones that were added before is that of the zones themselves', () => {
    const day = [1000, 400, 30].map((panel) => ({ ...part(panel), countsVisits: true, panelMeasured: 9_000 }));
    const rule = { leastPeople: 20, figures: 10, scale: 1 };
    const once = estimateTotal([day, day], rule);
    expect(estimateTotal([[addZones(day)], [addZones(day)]], rule)).toEqual(once);
  });

  it('of nothing is not published', () => {
    expect(estimateTotal([], { leastPeople: 20, figures: 1, scale: 1 }).published).toBe(false);
  });
});
