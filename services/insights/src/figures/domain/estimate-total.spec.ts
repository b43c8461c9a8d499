import { estimateSum, type Slice } from '@passant/privacy';
import fc from 'fast-check';
import { estimateTotal, type Part } from './estimate-total';

const UNITS = 16;
const VARIANCE = 355_556;

/** Figures of one moment and release with one factor, as the privacy library takes them. */
const slice = fc.record({
  values: fc.array(fc.integer({ min: -2_000, max: 60_000 }), { minLength: 1, maxLength: 4 }),
  sigmaSquared: fc.constant(VARIANCE),
  unitsPerPerson: fc.constant(UNITS),
  extrapolation: fc.option(
    fc.record({ factor: fc.double({ min: 1, max: 30, noNaN: true }), variance: fc.constant(0.01) }),
    { nil: null },
  ),
  releaseId: fc.constantFrom('monday', 'tuesday'),
}) as fc.Arbitrary<Slice>;

const toMoment = ({ values, extrapolation, releaseId }: Slice): Part[] =>
  values.map((units) => {
    const panel = units / UNITS;
    const factor = extrapolation?.factor ?? 1;
    return {
      ...{ panel, panelNoise: VARIANCE / UNITS ** 2, value: factor * panel, releaseId },
      valueNoise: (factor ** 2 * VARIANCE) / UNITS ** 2,
      sampling: extrapolation ? factor ** 2 * Math.max(panel, 1) * (1 - 1 / factor) : 0,
      factorError: panel * Math.sqrt(extrapolation?.variance ?? 0),
    };
  });

describe('a total', () => {
  it('is what the privacy library says where figures of a moment share their factor', () => {
    fc.assert(
      fc.property(fc.array(slice, { minLength: 1, maxLength: 8 }), fc.constantFrom(1, 1 / 24), (slices, scale) => {
        const expected = estimateSum(slices, { k: 20, figures: 1512, scale });
        const total = estimateTotal(slices.map(toMoment), { leastPeople: 20, figures: 1512, scale });
        for (const name of ['value', 'low', 'high'] as const) expect(total[name]).toBeCloseTo(expected[name], 6);
        expect(total.published).toBe(expected.published);
      }),
    );
  });

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
