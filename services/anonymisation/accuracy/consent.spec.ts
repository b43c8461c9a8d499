import { drawGiven, drawPanel } from './consent';
import type { Lines } from './lines';

const COUNT = 40_000;
const lines: Lines = {
  numbers: Array.from({ length: COUNT }, (_, line) => `+${line}`),
  homeAreas: Array.from({ length: COUNT }, (_, line) => `area ${line % 5}`),
  ages: Uint8Array.from({ length: COUNT }, (_, line) => Math.floor(line / 5) % 6),
  genders: Uint8Array.from({ length: COUNT }, (_, line) => Math.floor(line / 30) % 2),
  genderKnown: new Uint8Array(COUNT).fill(1),
  eligible: Uint8Array.from({ length: COUNT }, (_, line) => (line % 100 === 99 ? 0 : 1)),
};
const drawn = {
  number: 0,
  share: 0.5,
  seed: 1,
  regionOfLine: Uint16Array.from({ length: COUNT }, (_, line) => line % 5),
};
const shareWhere = (presence: Uint8Array, which: (line: number) => boolean) => {
  const chosen = lines.numbers.flatMap((_, line) => (lines.eligible[line] === 1 && which(line) ? [line] : []));
  return chosen.filter((line) => presence[line] !== 0).length / chosen.length;
};

test('uniform consent is the same everywhere', () => {
  const { presence } = drawPanel(lines, { ...drawn, consent: 'uniform', share: 0.2 });
  expect(shareWhere(presence, () => true)).toBeCloseTo(0.2, 1);
  expect(shareWhere(presence, (line) => lines.ages[line] === 0)).toBeCloseTo(0.2, 1);
});

test('varying consent goes from 30 to 70 % around 50 % by age, gender and region', () => {
  const { presence } = drawPanel(lines, { ...drawn, consent: 'varying' });
  expect(shareWhere(presence, () => true)).toBeCloseTo(0.5, 1);
  expect(shareWhere(presence, (line) => lines.ages[line] === 0)).toBeCloseTo(0.58, 1);
  expect(shareWhere(presence, (line) => lines.genders[line] === 1)).toBeCloseTo(0.46, 1);
  const shares = new Set(lines.homeAreas).size * 12;
  const extremes = Array.from({ length: shares }, (_, stratum) =>
    shareWhere(
      presence,
      (line) =>
        line % 5 === stratum % 5 &&
        lines.ages[line] === Math.floor(stratum / 5) % 6 &&
        lines.genders[line] === Math.floor(stratum / 30),
    ),
  );
  expect(Math.min(...extremes)).toBeLessThan(0.35);
  expect(Math.max(...extremes)).toBeGreaterThan(0.65);
});

test('consent by district goes beyond regions', () => {
  const regionOfLine = new Uint16Array(COUNT);
  const spread = (consent: 'varying' | 'by-district') => {
    const { presence } = drawPanel(lines, { ...drawn, consent, regionOfLine });
    const shares = [0, 1, 2, 3, 4].map((area) => shareWhere(presence, (line) => line % 5 === area));
    return Math.max(...shares) - Math.min(...shares);
  };
  expect(spread('varying')).toBeLessThan(0.04);
  expect(spread('by-district')).toBeGreaterThan(0.12);
});

test('nobody who may not be counted takes part, and who permits presence permits the rest', () => {
  const panel = drawPanel(lines, { ...drawn, consent: 'varying' });
  for (const [line, eligible] of lines.eligible.entries()) {
    if (eligible === 0) expect(panel.presence[line]).toBe(0);
    expect([panel.movement[line], panel.returnVisits[line]]).toEqual([panel.presence[line], panel.presence[line]]);
  }
});

test('who is reserved permits presence, and not always the rest', () => {
  const { presence, movement, returnVisits } = drawPanel(lines, { ...drawn, consent: 'reserved' });
  const count = (codes: Uint8Array) => codes.filter((code) => code !== 0).length;
  expect(count(movement) / count(presence)).toBeCloseTo(0.8, 1);
  expect(count(returnVisits) / count(presence)).toBeCloseTo(0.6, 1);
});

test('panels differ, and the same seed gives the same panel', () => {
  const draw = (number: number) => drawPanel(lines, { ...drawn, consent: 'uniform', number }).presence;
  expect(draw(0)).toEqual(draw(0));
  expect(draw(0)).not.toEqual(draw(1));
  expect(drawGiven(lines, 1)).toEqual(drawGiven(lines, 1));
});
